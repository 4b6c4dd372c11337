"""The Store: two values, and who hears of them. Runs on CPython and on MicroPython."""

from app.store import Store


def test_a_listener_hears_each_new_value_once() -> None:
    store, heard = Store("first"), []
    store.listen("config", heard.append)
    store.set("config", "second")
    store.set("config", "second")
    store.set("config", "third")
    assert heard == ["second", "third"]
    assert store.config == "third"


def test_listeners_are_told_in_the_order_in_which_they_came() -> None:
    store, heard = Store(None), []
    store.listen("status", lambda value: heard.append(("one", value)))
    store.listen("status", lambda value: heard.append(("two", value)))
    store.set("status", 7)
    assert heard == [("one", 7), ("two", 7)]


def test_kinds_do_not_disturb_each_other() -> None:
    store, heard = Store("config"), []
    store.listen("config", heard.append)
    store.set("status", "running")
    assert heard == []
    assert store.config == "config"


def test_an_unknown_kind_is_refused() -> None:
    store = Store(None)
    for use in (lambda: store.set("weather", 1), lambda: store.listen("weather", print)):
        try:
            use()
        except KeyError:
            continue
        raise AssertionError("The Store took an unknown kind.")
