"""What is told of a figure before it is drawn, and what is refused."""

from app.takeaway import OWN, Order, alternative, fitting, preview, read, sides, size_named, told, weight
from core.shared.files import FIGURES, FORMATS, MOST_PIXELS, SIZES, pixels


def order(kind: str = "map", format: str = "png", width: str = "85", height: str = "75", dpi: str = "300") -> Order:
    return read(kind, format, width, height, dpi, False)


def refusal(**texts: str) -> str:
    try:
        order(**texts)
    except ValueError as error:
        return str(error)
    return ""


def test_every_figure_in_every_format_and_usual_size_that_fits_can_be_ordered() -> None:
    for figure in FIGURES:
        for format in FORMATS:
            for size in SIZES:
                width, height = fitting(figure.id, *sides(size.id))
                found = order(figure.id, format.id, width, height)
                assert (found.kind, found.format) == (figure.id, format.id)
                assert min(found.width, found.height) >= figure.least
                across, down = pixels(found.width, found.height, found.dpi)
                assert across * down <= MOST_PIXELS


def test_what_is_no_figure_is_refused_with_a_sentence() -> None:
    assert "numbers from 40 to 1200 mm" in refusal(width="wide")
    assert "40 to 1200 mm" in refusal(height="39")
    assert "whole number from 36 to 1200" in refusal(dpi="fine")
    assert "36 to 1200 dots" in refusal(dpi="9")
    assert "A report is at least 140 mm" in refusal(kind="report")
    assert "million pixels" in refusal(width="1200", height="1200", dpi="1200")
    assert refusal() == ""


def test_a_preview_is_a_picture_for_a_screen_of_the_same_shape() -> None:
    for size in SIZES:
        found = preview(order(width=sides(size.id)[0], height=sides(size.id)[1], format="pdf"))
        across, down = pixels(found.width, found.height, found.dpi)
        assert found.format == "png"
        assert 900 < max(across, down) <= 1100
        assert abs(across / down - size.width / size.height) < 0.01


def test_a_size_is_known_by_its_sides() -> None:
    for size in SIZES:
        assert size_named(*sides(size.id)) == size.id
    assert size_named("85", "76") == OWN
    assert size_named("", "wide") == OWN


def test_a_figure_that_needs_more_room_gets_a_page() -> None:
    assert fitting("report", "85", "75") == sides("upright")
    assert fitting("report", "297", "210") == ("297", "210")
    assert fitting("map", "85", "75") == ("85", "75")
    assert fitting("report", "what", "75") == ("what", "75")


def test_what_the_file_will_be_is_told() -> None:
    assert told(order()) == "PNG, 1003 × 885 pixels"
    assert told(order("cost", "svg")) == "SVG, 85 × 75 mm"
    assert told(order("surface", "pdf")) == "PDF, 85 × 75 mm, the surface in it as a picture of 300 dots per inch"
    assert alternative(order("map")) == "Preview: map with contours, 85 by 75 mm"


def test_a_weight_is_told_for_people() -> None:
    told_weights = [weight(count) for count in (12, 999, 48_123, 999_499, 999_500, 1_234_567)]
    assert told_weights == ["12 bytes", "999 bytes", "48 kB", "999 kB", "1.0 MB", "1.2 MB"]
