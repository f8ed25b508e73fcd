"""Names that are repeated on both sides are proposed, with the words beside them."""

from translations.proposing import Beside, propose
from translations.terms.concepts import Kind

# Written for this test.
PAIRS = [
    ("លោក សុខ វាសនា បានទៅខេត្តកំពង់ធំ កាលពីថ្ងៃចន្ទ។", "Monday: Sok Veasna saw Kampong Thom."),
    ("ទឹកជន់លិចស្រែនៅខេត្តកំពង់ធំ ឆ្នាំនេះ។", "Fields in Kampong Thom are under water."),
    ("លោក សុខ វាសនា ថ្លែងថា ទឹកនៅខ្ពស់។", "The water is still high, said Sok Veasna."),
    ("អ្នកភូមិនៅកំពង់ធំរង់ចាំជំនួយ។", "Villagers in Kampong Thom wait for help."),
    ("ក្រសួងធនធានទឹកបានព្រមាន។", "A warning by the Ministry of Water Resources."),
    ("យោងតាមក្រសួងធនធានទឹក ភ្លៀងនឹងធ្លាក់។", "Rain will fall: Ministry of Water Resources."),
    ("ក្រសួងធនធានទឹកមិនឆ្លើយតប។", "No answer from the Ministry of Water Resources."),
    ("លោក សុខ វាសនា នឹងត្រឡប់មកវិញ។", "Later Sok Veasna will return."),
    ("ផ្សារបើកតាំងពីព្រឹក។", "The market opens in the morning."),
]  # fmt: skip


def _proposed():
    pairs = [Beside(pk, *texts) for pk, texts in enumerate(PAIRS)]
    return {each.latin: each for each in propose(pairs)}


class TestProposals:
    def test_are_the_names_that_are_repeated(self):
        assert set(_proposed()) == {
            "Sok Veasna",
            "Kampong Thom",
            "Ministry of Water Resources",
        }

    def test_say_what_stands_beside_them(self):
        found = _proposed()
        assert found["Sok Veasna"].khmer == "សុខ វាសនា"
        assert found["Kampong Thom"].khmer.endswith("កំពង់ធំ")
        assert found["Ministry of Water Resources"].khmer == "ក្រសួងធនធានទឹក"

    def test_say_what_they_seem_to_be(self):
        kinds = {name: each.kind for name, each in _proposed().items()}
        assert kinds["Sok Veasna"] is Kind.PERSON
        assert kinds["Ministry of Water Resources"] is Kind.ORGANISATION

    def test_say_where_they_stand(self):
        found = _proposed()["Sok Veasna"]
        assert (found.times, found.pairs) == (3, (0, 2, 7))

    def test_need_more_than_two_places(self):
        pairs = [Beside(pk, *texts) for pk, texts in enumerate(PAIRS[:2])]
        assert propose(pairs) == ()
