"""A stored message comes back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from bot import messages as m
from bot.outcomes import dump, load

words = st.text(max_size=20)
parts = st.one_of(
    st.builds(m.Heading, words),
    st.builds(m.Text, words, st.sampled_from(m.Tone)),
    st.builds(m.Bullets, st.lists(st.tuples(st.integers(0, 5), words)).map(tuple)),
    st.builds(m.Code, words),
    st.builds(
        m.Table,
        st.lists(words).map(tuple),
        st.lists(st.lists(words).map(tuple)).map(tuple),
        st.none() | st.integers(0, 9),
    ),
    st.builds(m.Choices, words, st.lists(words).map(tuple), st.booleans()),
    st.builds(m.AnswerBox, words, words),
    st.builds(
        m.Buttons,
        st.lists(st.builds(m.Button, words, words, st.lists(st.tuples(words, words)).map(tuple))).map(tuple),
    ),
)


@given(st.builds(m.Message, st.lists(parts).map(tuple), st.sampled_from(m.Audience)))
def test_a_message_survives_being_stored(message: m.Message) -> None:
    assert load(dump(message)) == message
