"""Pictures of pixels: as they look, as small as they can be, and nothing in them that a camera noted."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw
from PIL.Image import Image as Pixel

from paperbuilder import make, pictures
from paperbuilder.pictures import look_at, open_picture
from paperbuilder.pictures.packing import Pixels, unpack
from tests.test_overrides import school

MM = 72 / 25.4


def opened(path: Path, width: float = 120 * MM) -> Pixels:
    found = open_picture(path, width).pixels
    assert found
    return found


def photo(size: tuple[int, int] = (4000, 3000)) -> Pixel:
    """Gradual tones with grain, as a phone takes them."""
    tones = [Image.effect_noise((40, 30), 110).resize(size, Image.Resampling.BICUBIC) for _ in range(3)]
    grain = Image.effect_noise(size, 16)
    return Image.merge("RGB", [Image.blend(tone, grain, 0.25) for tone in tones])


def drawing(size: tuple[int, int] = (1200, 800)) -> Pixel:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for i in range(12):
        draw.line((50, 60 * i, size[0] - 50, 780 - 60 * i), "#c81e1e" if i % 2 else "black", 3)
    return image


def test_a_phone_photo_becomes_a_small_jpeg_without_what_the_camera_noted(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Phonemaker"
    exif.get_ifd(0x8825)[1] = "N"
    photo().save(tmp_path / "photo.jpg", quality=95, exif=exif, comment=b"12 Elm Road")
    data = (tmp_path / "photo.jpg").read_bytes()
    assert len(data) > 3_000_000 and b"Phonemaker" in data
    found = opened(tmp_path / "photo.jpg")
    assert (found.width, found.height) == (1417, 1063) and found.lossy and not found.grey
    assert len(found.data) < 400_000
    assert not any(word in found.data for word in (b"Exif", b"Phonemaker", b"Elm Road"))
    pictures._opened.cache_clear()
    assert opened(tmp_path / "photo.jpg").data == found.data


def test_a_photo_as_png_or_webp_becomes_a_jpeg_too(tmp_path: Path) -> None:
    for name in ("photo.png", "photo.webp"):
        photo((1600, 1200)).save(tmp_path / name)
        found = opened(tmp_path / name)
        assert found.lossy and len(found.data) < 400_000


@pytest.mark.parametrize("name", ["drawing.png", "drawing.webp"])
def test_a_drawing_keeps_every_pixel(name: str, tmp_path: Path) -> None:
    drawing().save(tmp_path / name, lossless=True)
    found = opened(tmp_path / name)
    assert not found.lossy and ImageChops.difference(unpack(found), drawing()).getbbox() is None


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_a_scan_in_black_and_white_stays_crisp_in_one_bit(mode: str, tmp_path: Path) -> None:
    scan = Image.new("1", (2480, 3508), 1)
    ImageDraw.Draw(scan).text((200, 200), "Question 1", 0, font_size=120)
    scan.convert(mode).save(tmp_path / "scan.png")
    found = opened(tmp_path / "scan.png")
    assert (found.bits, found.width, found.lossy) == (1, 2480, False) and len(found.data) < 30_000
    assert ImageChops.logical_xor(unpack(found), scan).getbbox() is None
    assert opened(tmp_path / "scan.png", 30 * MM).bits == 8  # 2000 dpi: made smaller, in greys


def test_a_grey_picture_has_one_channel(tmp_path: Path) -> None:
    Image.linear_gradient("L").convert("RGB").save(tmp_path / "grey.jpg", quality=90)
    assert opened(tmp_path / "grey.jpg").grey
    drawing().save(tmp_path / "colour.png")
    assert not opened(tmp_path / "colour.png").grey


def cmyk(path: Path, adobe: bool, profile: bytes | None = None) -> None:
    """A page of red in inks: as Adobe writes it (the other way round, and noted), or as others do."""
    Image.new("CMYK", (64, 64), (0, 255, 255, 0)).save(path, quality=100, icc_profile=profile)
    if not adobe:
        inverted = BytesIO()
        Image.new("CMYK", (64, 64), (255, 0, 0, 255)).save(inverted, "JPEG", quality=100)
        data = inverted.getvalue()
        at = data.index(b"\xff\xee")
        path.write_bytes(data[:at] + data[at + 16 :])


@pytest.mark.parametrize("adobe", [True, False])
def test_inks_become_the_colours_that_they_print(adobe: bool, tmp_path: Path) -> None:
    cmyk(tmp_path / "red.jpg", adobe)
    red, green, blue = unpack(opened(tmp_path / "red.jpg")).getpixel((30, 30))  # type: ignore[misc]
    assert red > 240 and green < 15 and blue < 15


def test_colours_are_those_of_their_profile(tmp_path: Path) -> None:
    """One whose red and blue stand in each other's place, as a wide one would move them less."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = bytearray(profile)
    at = {tag: profile.index(tag) for tag in (b"rXYZ", b"bXYZ")}
    swapped[at[b"rXYZ"] + 4 : at[b"rXYZ"] + 12], swapped[at[b"bXYZ"] + 4 : at[b"bXYZ"] + 12] = (
        profile[at[b"bXYZ"] + 4 : at[b"bXYZ"] + 12],
        profile[at[b"rXYZ"] + 4 : at[b"rXYZ"] + 12],
    )
    for name, data, expected in (("own", profile, 0), ("swapped", bytes(swapped), 2), ("broken", b"nothing", 0)):
        Image.new("RGB", (64, 64), "red").save(tmp_path / f"{name}.png", icc_profile=data)
        shown = unpack(opened(tmp_path / f"{name}.png")).getpixel((30, 30))
        assert isinstance(shown, tuple) and shown.index(max(shown)) == expected, name


def test_what_is_see_through_stands_on_white(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    ImageDraw.Draw(clear).rectangle((0, 0, 29, 39), (200, 0, 0, 255))
    palette = drawing((60, 40)).quantize(8)
    palette.info["transparency"] = palette.getpixel((1, 1))
    for name, image in {"rgba": clear, "la": clear.convert("LA")}.items():
        for ending in ("png", "webp"):
            image.save(tmp_path / f"{name}.{ending}", lossless=True)
            assert unpack(opened(tmp_path / f"{name}.{ending}")).convert("L").getpixel((50, 20)) == 255
    palette.save(tmp_path / "palette.png")
    assert unpack(opened(tmp_path / "palette.png")).convert("RGB").getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("ending", ["png", "webp"])
def test_of_moving_pictures_the_first_is_printed(ending: str, tmp_path: Path) -> None:
    first, second = Image.new("RGB", (40, 40), "red"), Image.new("RGB", (40, 40), "blue")
    first.save(tmp_path / f"moving.{ending}", save_all=True, append_images=[second], lossless=True)
    assert unpack(opened(tmp_path / f"moving.{ending}")).getpixel((20, 20)) == (255, 0, 0)


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.jpg"), ("JPEG", "a.png"), ("WEBP", "a.jpeg"), ("PNG", "a.svg")])
def test_a_picture_is_what_it_holds_whatever_it_is_called(kind: str, name: str, tmp_path: Path) -> None:
    drawing((60, 40)).save(tmp_path / name, kind)
    assert opened(tmp_path / name).width == 60


def test_a_look_at_a_picture_tells_its_size_upright_and_how_fine_it_prints(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (300, 200), "grey").save(tmp_path / "lying.jpg", exif=exif)
    look = look_at(tmp_path / "lying.jpg")
    assert look.size == (200, 300) and look.dpi(100 * MM) == pytest.approx(50.8)
    (tmp_path / "drawn.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>')
    assert look_at(tmp_path / "drawn.svg").size is None and look_at(tmp_path / "drawn.svg").dpi(500) > 10_000
    with pytest.raises(ValueError, match="there is no picture gone.png"):
        look_at(tmp_path / "gone.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_damaged_file_is_refused_in_plain_words_or_printed(kind: str, tmp_path: Path) -> None:
    """Cut, and with bytes flipped: never a traceback."""
    whole = BytesIO()
    drawing((80, 60)).save(whole, kind)
    chance, refused = random.Random(12), 0
    for i in range(150):
        data = bytearray(whole.getvalue())
        if i % 2:
            data = data[: chance.randrange(12, len(data))]
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(12, len(data)) if len(data) > 12 else 0] = chance.randrange(256)
        path = tmp_path / f"{i}.bin"
        path.write_bytes(data)
        try:
            assert open_picture(path, 100).height > 0
            look_at(path)
        except ValueError as fault:
            refused += 1
            assert path.name in str(fault) and "Error" not in str(fault)
    assert refused > 20


def test_in_a_pdf_it_is_what_it_was_packed_as(tmp_path: Path) -> None:
    theme = "schema: 1\nlogo: {file: logo.bin, alt: Our gate, width: 30 mm}\n"
    spec = school(tmp_path, {"theme.yaml": theme})
    logo = tmp_path / "templates" / "ours" / "logo.bin"
    cases = {
        "photo": (photo((900, 600)), "/DCTDecode", "/DeviceRGB", 8),
        "drawing": (drawing((300, 200)), "/FlateDecode", "/DeviceRGB", 8),
        "scan": (drawing((300, 200)).convert("1"), "/FlateDecode", "/DeviceGray", 1),
    }
    for name, (image, way, colours, bits) in cases.items():
        image.save(logo, "PNG")
        with pikepdf.open(make(spec, school="ours", only="worksheet").paths[0]) as pdf:
            (found,) = pdf.pages[0].get_images().values()
            assert (found.Filter, found.ColorSpace, found.BitsPerComponent) == (way, colours, bits), name
            shown = pikepdf.PdfImage(found).as_pil_image().convert("L")
            expected = image.convert("L").resize(shown.size)
            assert abs(sum(shown.tobytes()) - sum(expected.tobytes())) < 3 * shown.width * shown.height
