"""paperbuilder: printable worksheets and exam papers from one YAML spec."""

__version__ = "0.1.0"
