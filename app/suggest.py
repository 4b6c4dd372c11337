"""Which words may go on from what is typed in a formula. Plain Python."""

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
DIGITS = "0123456789"
MOST = 9


def prefix_at(text: str, caret: int) -> str:
    """The word, or its beginning, that ends at the caret; empty if none does, or a number does."""
    start = caret
    while start > 0 and (text[start - 1] in LETTERS or text[start - 1] in DIGITS):
        start -= 1
    while start < caret and text[start] in DIGITS:
        start += 1
    return text[start:caret]


def matching(words: list, prefix: str) -> list[str]:
    """The words that begin so, in their order; none where there is but the one that stands there already."""
    found = [word for word in words if word.startswith(prefix)]
    return [] if found == [prefix] else found[:MOST] if prefix else found


def insertion(word: str, functions: list, following: str) -> str:
    """What is put in for a word: a function brings its bracket, where none stands there."""
    return word + "(" if word in functions and not following.startswith("(") else word
