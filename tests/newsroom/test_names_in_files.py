"""A name is found in every kind of file that leaves, whatever it is packed in."""

import pytest

from articles.text.names import Names
from exports.formats import FORMATS
from exports.package import BodyBlock
from newsroom.forgetting.files import is_named_in
from tests.exports.packages import a_package

TEXT = "លោក សុខ\u200bដារ៉ា និយាយ។ Keo Sambath spoke."
NAMES = (Names(["សុខ ដារ៉ា"]), Names(["Keo Sambath"]))


class TestIsNamedIn:
    @pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.code)
    @pytest.mark.parametrize("names", NAMES, ids=["km", "en"])
    def test_finds_a_name_that_the_body_alone_says(self, fmt, names, tmp_path):
        body = BodyBlock("paragraph", f"<p>{TEXT}</p>", TEXT)
        path = tmp_path / f"copy{fmt.file_extension}"
        path.write_bytes(fmt.write(a_package("km")))
        assert not is_named_in(path, names)
        path.write_bytes(fmt.write(a_package("km", body=(body,))))
        assert is_named_in(path, names)

    def test_takes_a_broken_pdf_as_it_stands(self, tmp_path):
        path = tmp_path / "scan.pdf"
        path.write_bytes(b"%PDF-1.7 Keo Sambath")
        assert is_named_in(path, NAMES[1])
        assert not is_named_in(tmp_path / "gone.pdf", NAMES[1])
