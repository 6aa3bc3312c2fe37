"""How long a chain of sources lasts (CODING.md, section 5), and who is no link of it."""

from musnad.pipeline import code
from musnad.record import Document

CALL = "قال الرئيس الإيراني حسن روحاني إن بلاده ترغب في تعزيز علاقاتها مع قطر، وفقا لما نقلته وكالة إرنا"


def chains(text: str, outlet: str | None = None) -> list[list[str]]:
    record = code(Document("t", text, outlet=outlet, published="2017-05-28"))
    names = {e.id: e.en or e.name for e in record.entities}
    return [[names[i] for i in s.chain] for s in record.statements]


def test_a_chain_lasts_while_the_speech_goes_on() -> None:
    text = "قال لافروف، وفق ما أوردته وكالة إرنا، إن العلاقات تمضي إلى الأمام. وأضاف أن التعاون ينمو كل عام. وقال لافروف إن المحادثات مفيدة للجانبين."
    assert chains(text) == [["IRNA"], ["IRNA"], []]


def test_a_source_at_the_end_of_the_lead_passes_on_all_that_its_speaker_says() -> None:
    later = "\nوقال روحاني إن «هناك طاقات كثيرة لتعزيز التعاون بين البلدين». ورأى روحاني أن «الحوار هو السبيل الوحيد»."
    found = chains(CALL + "." + later)
    assert len(found) == 3 and all(chain == ["IRNA"] for chain in found)


def test_the_articles_own_outlet_is_no_link() -> None:
    text = "قال مصدر عسكري يمني لسكاي نيوز عربية إن القوات تقدمت نحو الحديدة."
    assert chains(text) == [["Sky News Arabia"]]
    assert chains(text, outlet="skynews") == [[]]


def test_of_two_agencies_side_by_side_the_first_is_the_link() -> None:
    assert chains(CALL + " ووكالة تسنيم.") == [["IRNA"]]
