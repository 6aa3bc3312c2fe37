"""What an analyst expects to read in the record of a sentence or two; every sentence is ours."""

import re

import pytest

from musnad.coding import make_record
from musnad.pipeline import code
from musnad.record import Document, Stance
from musnad.tagger.spans import Arc, Mention, Tagged, Trigger


def record_of(text, published="2025-04-17"):
    return code(Document("t", text, published=published))


def event(text, kind, published="2025-04-17"):
    found = [e for e in record_of(text, published).events if e.type == kind]
    assert found, f"no {kind} in: {[(e.type, e.trigger.text) for e in record_of(text, published).events]}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "mode", "actors", "recipients", "status"),
    [
        (
            "التقى لافروف نظيره الإيراني عباس عراقجي في جنيف.",
            "CONSULT",
            "meet",
            {"sergey_lavrov", "abbas_araghchi"},
            set(),
            "occurred",
        ),
        ("زار عراقجي موسكو أمس.", "CONSULT", "visit", {"abbas_araghchi"}, {"russia"}, "occurred"),
        ("سيزور عراقجي الصين الأسبوع المقبل.", "CONSULT", "visit", {"abbas_araghchi"}, {"china"}, "planned"),
        ("فرضت واشنطن عقوبات على إيران.", "SANCTION", "discontinue", {"united_states"}, {"iran"}, "occurred"),
        ("وأعادت الولايات المتحدة فرض عقوبات على إيران.", "SANCTION", "discontinue", {"united_states"}, {"iran"}, "occurred"),
        ("قطعت الرياض علاقاتها مع طهران في يناير 2016.", "SANCTION", "discontinue", {"saudi_arabia"}, {"iran"}, "occurred"),
        ("أدانت تركيا الهجوم الإسرائيلي.", "ACCUSE", "disapprove", {"turkey"}, {"israel"}, "occurred"),
        ("وقعت روسيا وإيران اتفاقية تعاون.", "SUPPORT", None, {"russia", "iran"}, set(), "occurred"),
        ("أرسل خامنئي رسالة إلى بوتين.", "CONSULT", "message", {"ali_khamenei"}, {"vladimir_putin"}, "occurred"),
        ("أثنى ترامب على السعودية.", "SUPPORT", None, {"donald_trump"}, {"saudi_arabia"}, "occurred"),
    ],
)
def test_who_did_what_to_whom(text, kind, mode, actors, recipients, status):
    e = event(text, kind)
    assert (e.mode, set(e.actors), set(e.recipients), e.status) == (mode, actors, recipients, status)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("نفت طهران نفيا قاطعا وجود محادثات مع واشنطن.", "SANCTION"),
        ("رفض وزير الخارجية السوري بشكل قاطع الاتهامات الروسية.", "SANCTION"),
        ("قصف الجيش التركي مواقع في مقاطعة سيرناك.", "SANCTION"),
        ("عقد الوزير الروسي سيرغي لافروف مؤتمرا صحفيا.", "CONSULT"),
        ("قال لافروف في مؤتمره الصحفي إن المحادثات مفيدة.", "CONSULT"),
        ("أدلى لافروف وعراقجي بذلك في مؤتمرهما الصحفي.", "CONSULT"),
        ("جاء ذلك على لسان لافروف بمؤتمر صحفي.", "CONSULT"),
        ("عقد لافروف لقاء صحفيا.", "CONSULT"),
        ("أجرى لافروف حوارا صحفيا.", "CONSULT"),
    ],
)
def test_words_that_only_look_like_an_act_tell_none(text, kind):
    assert kind not in {e.type for e in record_of(text).events}


@pytest.mark.parametrize("text", ["استمرت تركيا في مقاطعة إسرائيل.", "دعت إيران إلى مقاطعة إسرائيل."])
def test_a_boycott_is_no_province(text):
    assert "SANCTION" in {e.type for e in record_of(text).events}


def test_the_day_of_what_was_to_be_lies_ahead():
    e = event("أرجئت زيارة وزير الخارجية التركي التي كانت مقررة السبت إلى القاهرة.", "CONSULT", "2024-05-15")
    assert (e.when, e.status) == ("2024-05-18", "cancelled")


def test_a_title_is_whoever_held_the_office_at_the_articles_date():
    text = "التقى وزير الخارجية الإيراني نظيره الروسي في جنيف."
    assert set(event(text, "CONSULT").actors) == {"abbas_araghchi", "sergey_lavrov"}
    assert set(event(text, "CONSULT", "2022-08-31").actors) == {"hossein_amir_abdollahian", "sergey_lavrov"}
    undated = event(text, "CONSULT", None)
    assert not {"abbas_araghchi", "hossein_amir_abdollahian"} & {*undated.actors, *undated.recipients}


def test_one_person_in_all_their_names_is_one_entity():
    text = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده مستعدة للحوار. وأضاف لافروف أن موسكو تنتظر ردا. وأكد الوزير الروسي ذلك."
    people = [e for e in record_of(text).entities if e.kind == "person"]
    assert [p.id for p in people] == ["sergey_lavrov"]
    assert len(people[0].mentions) >= 2
    assert people[0].wikidata == "Q58217"


def test_the_chain_of_sources_from_the_first_to_speak_to_the_last():
    (statement,) = record_of("نقلت وكالة رويترز عن دبلوماسي لم تسمه أن المحادثات ستستأنف في جنيف.").statements
    names = {e.id: e for e in record_of("نقلت وكالة رويترز عن دبلوماسي لم تسمه أن المحادثات ستستأنف في جنيف.").entities}
    assert names[statement.speaker].kind == "anon"
    assert [names[i].kind for i in statement.chain] == ["outlet"]


def test_a_dropped_subject_goes_on_speaking():
    first, second = record_of("قال لافروف إن المحادثات كانت مفيدة. وأضاف أن بلاده ستواصلها.").statements
    assert first.speaker == second.speaker == "sergey_lavrov"
    assert second.content.text.startswith("بلاده")


def test_quoted_words_are_direct_speech_without_their_marks():
    (statement,) = record_of("وقال عراقجي: «لن نتفاوض تحت الضغط».").statements
    assert (statement.mode, statement.content.text) == ("direct", "لن نتفاوض تحت الضغط")


def test_an_act_told_by_somebody_carries_their_word():
    e = event("قال بيسكوف إن الوفد الأميركي زار موسكو أمس.", "CONSULT")
    assert [(c.stance, c.chain) for c in e.claims] == [(Stance.ASSERTS, ("dmitry_peskov",))]


def test_what_the_article_tells_itself_carries_nobodys_word():
    assert event("زار وفد أميركي موسكو أمس.", "CONSULT").claims == ()


def test_a_denial_denies_and_keeps_the_status_of_what_is_denied():
    e = event("نفت وزارة الخارجية الإيرانية أن يكون وفد إيراني قد زار واشنطن.", "CONSULT")
    assert e.claims[0].stance == Stance.DENIES


def test_a_postponed_meeting_is_cancelled():
    e = event("أعلنت سلطنة عمان تأجيل الجولة الرابعة من المحادثات بين إيران والولايات المتحدة.", "CONSULT")
    assert e.status == "cancelled"


def test_both_sides_named_after_the_pair():
    e = event("وقع الجانبان السعودي والإيراني اتفاقية في بكين.", "SUPPORT")
    assert set(e.actors) == {"saudi_arabia", "iran"}


def test_nothing_of_politics_gives_nothing():
    record = record_of("فاز الفريق بثلاثة أهداف. وكان الطقس جميلا في الملعب.")
    assert not record.events


def test_the_same_text_gives_the_same_bytes():
    text = "التقى لافروف نظيره الإيراني في موسكو أمس، وقال إن المحادثات مفيدة. وفرضت واشنطن عقوبات على طهران."
    assert record_of(text).to_json() == record_of(text).to_json()


def test_a_telling_that_names_other_parties_is_another_act():
    text = "استقبل الرئيس الفرنسي نظيره المصري. اللقاء بين الرئيس الفرنسي والرئيس التركي. لقاء فرنسا."

    def at(part, n=0):
        return [m.start() for m in re.finditer(part, text)][n]

    def state(part, code, n=0):
        return Mention(
            at(part, n), at(part, n) + len(part), "state", (at(part, n), at(part, n) + len(part)), key=code, country=code
        )

    mentions = tuple(
        sorted(
            (
                state("الفرنسي", "FRA"),
                state("المصري", "EGY"),
                state("الفرنسي", "FRA", 1),
                state("التركي", "TUR"),
                state("فرنسا", "FRA"),
            ),
            key=lambda m: m.start,
        )
    )

    def telling(word, parties, again=None):
        arcs = tuple(Arc("actor", k) for k in parties) + (() if again is None else (Arc("same", again),))
        return Trigger(
            at(word), at(word) + len(word), "CONSULT", None, "occurred", (at(word), at(word) + len(word)), arcs=arcs, sure=True
        )

    triggers = (telling("استقبل", (0, 1)), telling("اللقاء", (2, 3), 0), telling("لقاء فرنسا", (4,), 0))
    record = make_record(Document("a", text), Tagged(mentions, (), triggers, (), ((0, len(text)),)), "test")
    assert [sorted(e.actors) for e in record.events] == [["egypt", "france"], ["france", "turkey"]]
    assert len(record.events[0].evidence) == 2  # fewer parties are the same act


def test_what_is_told_for_a_day_to_come_is_planned():
    told = "يزور ولي العهد السعودي الأمير محمد بن سلمان واشنطن في 18 تشرين الثاني/نوفمبر 2025."
    again = f"{told} وهذه أول زيارة يقوم بها ولي العهد إلى الولايات المتحدة منذ عام 2018."
    assert [e.status for e in code(Document("a", again, published="2025-11-05"), "learned").events] == ["planned"]
    for published, status in (("2025-11-05", "planned"), ("2025-11-19", "occurred"), (None, "occurred")):
        (event,) = code(Document("a", told, published=published), "lexicon").events
        assert (event.type, event.when, event.status) == ("CONSULT", "2025-11-18", status)


def test_a_capital_has_its_english_name_and_no_entity_is_called_like_an_event():
    record = code(
        Document(
            "a", "زار وزير الخارجية العماني واشنطن أمس، وأدانت الترويكا الأوروبية الهجوم على السفارة.", published="2025-11-05"
        ),
        "lexicon",
    )
    (event,) = (e for e in record.events if e.type == "CONSULT")
    (place,) = (e for e in record.entities if e.id == event.place)
    assert (place.kind, place.en, place.country) == ("place", "Washington", "USA")
    assert "group_e3" in {e.id for e in record.entities} or "igo_e3" in {e.id for e in record.entities}
    assert not any(re.fullmatch(r"[es]\d+", e.id) for e in record.entities)


def test_a_body_named_without_its_state_is_that_of_the_state_the_article_is_about():
    text = (
        "اتهمت مصر إثيوبيا بالتعنت. وقال السيسي إن القاهرة لن تفرط في مياه النيل، وأضاف الرئيس المصري أن الحكومة قدمت شكوى. "
        "وفي القاهرة أكدت وزارة الخارجية المصرية أن السلطات سلمت رسالة إلى السفير الإثيوبي. ونفى الجيش المصري ذلك."
    )
    bodies = {e.name: e.country for e in record_of(text).entities if e.kind == "body"}
    assert set(bodies.values()) == {"EGY"}


def test_where_no_state_stands_out_a_body_stays_without():
    text = "بحثت تركيا وروسيا وإيران والعراق الملف. وأدانت الحكومة الهجوم على أنقرة."
    assert all(e.country is None for e in record_of(text).entities if e.kind == "body")


def test_a_seat_of_government_acts_as_a_body_and_is_a_place_where_things_happen():
    found = record_of("أعلن البيت الأبيض أن ترامب سيزور لندن. ورفض الكرملين التعليق على الزيارة.")
    kinds = {e.en: (e.kind, e.country) for e in found.entities}
    assert kinds["White House"] == ("body", "USA") and kinds["Kremlin"] == ("body", "RUS")
    spokesman = record_of("قال المتحدث باسم الكرملين دميتري بيسكوف إن موسكو توافق على اللقاء.")
    assert {e.country for e in spokesman.entities if e.kind == "person"} == {"RUS"}


def test_agencies_that_are_quoted_do_not_make_an_article_about_their_state():
    text = "ذكرت رويترز أن الحكومة أمرت بالانسحاب. وأضافت رويترز أن الجيش رفض. وقالت رويترز إن الشرطة اعتقلت متظاهرين."
    assert all(e.country is None for e in record_of(text).entities if e.kind == "body")


def test_a_word_may_stand_within_a_release():
    e = event("وكانت حركة حماس أطلقت صباحا سراح الرهائن الأحياء، ووصل الوسطاء إلى القاهرة.", "RETREAT")
    assert (e.mode, e.status, list(e.actors)) == ("release", "occurred", ["hamas"])


def test_announcing_a_deed_is_a_word_on_it_and_announcing_a_measure_is_the_measure():
    deed = event("أعلن الجيش الإسرائيلي اعتقال أحد عشر فلسطينيا في الضفة الغربية.", "COERCE")
    assert [(c.stance, c.chain) for c in deed.claims] == [(Stance.ASSERTS, deed.actors)]
    assert event("أعلنت السعودية قطع علاقاتها الدبلوماسية مع إيران.", "SANCTION").claims == ()
