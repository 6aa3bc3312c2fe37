"""Articles and records for tests of the store."""

from functools import cache
from pathlib import Path

from musnad import Document, code, read_documents

SAMPLES = Path(__file__).parents[2] / "samples" / "articles"
VISIT = "زار وزير الخارجية الإيراني عباس عراقجي موسكو أمس، وقال إن المحادثات كانت مفيدة، بحسب وكالة رويترز."
AGENCY = (
    "أعلنت وزارة الخارجية العمانية يوم السبت أن الجولة الأولى من المحادثات غير المباشرة بين إيران والولايات المتحدة انتهت في "
    "مسقط. وقال وزير الخارجية العماني بدر البوسعيدي إن الوفدين تبادلا رسائل مكتوبة عبر الوسيط العماني، وإن الأجواء كانت ودية. "
    "وأضاف أن جولة ثانية ستعقد الأسبوع المقبل في المكان نفسه، وأن بلاده ستواصل جهودها حتى يصل الطرفان إلى اتفاق عادل وملزم. "
    "ولم يصدر تعليق فوري من البيت الأبيض على ما أعلنته مسقط، فيما اكتفت طهران بالقول إن المحادثات كانت بناءة."
)


@cache
def samples():
    """The records of the sample articles."""
    return tuple(code(d) for d in read_documents([SAMPLES]))


def record(id="a1", text=VISIT, outlet="وكالة النورس", published="2025-04-18", **fields):
    """A record of an article."""
    return code(Document(id, text, outlet=outlet, published=published, **fields))
