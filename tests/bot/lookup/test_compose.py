"""An answer as it fits a phone's screen."""

from dataclasses import replace

from bot.lookup import compose, compose_more
from bot.lookup.compose import CARDS, CHILDREN, LINE, ROOM
from tests.bot.lookup.notes import index, line


def test_a_card_shows_the_fact_its_path_and_its_line() -> None:
    card = compose(index().search("how long is the steam open")).cards[0]
    assert card.text == "opens for 10 seconds"
    assert card.path == ("Ovens", "Convection oven")  # "Bakery handbook" is the title of all of it
    assert card.above == ("steam injection",)
    assert card.source == f"bakery.md:{line('opens for 10')}"


def test_a_line_of_a_word_or_two_is_told_with_the_bullet_above_it() -> None:
    card = compose(index().search("is the steam injection automatic")).cards[0]
    assert (card.text, card.above) == ("steam injection: automatic", ())


def test_a_parent_shows_its_children_and_a_step_its_code() -> None:
    assert compose(index().search("types of pre-dough")).cards[0].children == ("poolish", "biga", "sponge")
    assert compose(index().search("print the labels")).cards[0].code == (
        "labelctl print --today",
        "labelctl purge",
    )


def test_a_neighbour_stands_before_the_fact_it_completes() -> None:
    assert compose(index().search("glossy ones")).cards[0].before == ("paper rolls",)


def test_each_side_of_a_comparison_gets_a_card_of_its_name() -> None:
    reply = compose(index().search("deck oven vs convection oven"))
    assert [card.side for card in reply.cards] == ["deck oven", "convection oven"]


def test_a_refusal_has_topics_and_no_cards() -> None:
    reply = compose(index().search("convection oven zanzibarite"))
    assert reply.refused
    assert not reply.cards
    assert reply.topics


def test_a_repaired_word_is_passed_on() -> None:
    assert compose(index().search("poolihs")).corrections[0].meant == "poolish"


def test_the_rest_is_counted_and_can_be_asked_for() -> None:
    answer = index().search("oven")
    few, all_of_it = compose(answer, cards=1), compose(answer, cards=50)
    assert len(few.cards) == 1
    assert few.more >= 1
    assert len(all_of_it.cards) > len(few.cards)


def test_more_is_what_was_counted_and_not_seen_yet() -> None:
    for query in ("oven", "deck oven vs convection oven", "default baking time"):
        first, more = compose(index().search(query)), compose_more(index().search(query))
        assert first.more == len(more.cards) + more.more
        assert not {card.source for card in first.cards} & {card.source for card in more.cards}


def test_the_sides_of_a_comparison_share_the_screen_and_none_is_left_out() -> None:
    answer = index().search("deck oven vs convection oven")
    cards = compose(answer, room=1).cards
    assert [card.side for card in cards] == ["deck oven", "convection oven"]
    assert len({len(card.children) for card in cards if card.hidden}) <= 1


def test_of_a_block_of_code_one_line_is_shown() -> None:
    reply = compose(index().search("labelctl"), cards=50)
    assert len([card for card in reply.cards if card.text.startswith("labelctl")]) == 1


def test_a_screen_is_not_overfull_and_never_empty() -> None:
    answer = index().search("oven")
    long = "a very long line of notes " * 40
    hits = tuple(replace(hit, fact=hit.fact._replace(text=long)) for hit in answer.hits)
    reply = compose(replace(answer, hits=hits, sides=()))
    assert len(reply.cards[0].text) <= LINE
    assert sum(len(card.text) for card in reply.cards) <= ROOM
    assert compose(replace(answer, hits=hits, sides=()), room=1).cards


def test_children_that_do_not_fit_are_counted() -> None:
    hit = index().search("types of pre-dough").hits[0]
    crowded = replace(hit, children=hit.children * 10)
    card = compose(replace(index().search("types of pre-dough"), hits=(crowded,), sides=())).cards[0]
    assert (len(card.children), card.hidden) == (CHILDREN, 30 - CHILDREN)


def test_a_child_seen_under_its_parent_is_not_shown_again() -> None:
    reply = compose(index().search("types of pre-dough poolish biga"), cards=CARDS)
    shown = [card.text for card in reply.cards]
    assert not set(shown) & {child for card in reply.cards for child in card.children}


def test_the_sides_of_a_comparison_do_not_show_the_same_fact() -> None:
    reply = compose(index().search("convection oven vs oven replaced by the rotary oven"))
    assert len({card.source for card in reply.cards}) == len(reply.cards)


def test_a_second_long_card_waits_for_more_room() -> None:
    answer = replace(index().search("oven"), sides=())
    text = "a long line " * 20
    hits = tuple(
        replace(hit, fact=hit.fact._replace(text=text + str(n))) for n, hit in enumerate(answer.hits)
    )
    long = replace(answer, hits=tuple(replace(hit, score=1.0, children=()) for hit in hits))
    assert len(compose(long, room=500).cards) < len(compose(long, room=2_000).cards) == CARDS
