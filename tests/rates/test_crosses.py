from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aitys.rates.crosses import Crosses
from aitys.rates.timelines import Timeline
from aitys.values.rates import StoredRate
from tests.rates.cast import BANKS, CBT, CBU, DAY, NBK, NBKR, NBT, WEDNESDAY, stored

SOM = [stored("nbkr", "USD", "80.0000"), stored("cbu", "USD", "12000.00"), stored("nbt", "USD", "9.0000")]


def outliers(*history: StoredRate) -> list[str]:
    """Every rate that is flagged, as "bank currency"."""
    crosses = Crosses(BANKS, Timeline(history))
    by_code = {each.code: each for each in BANKS}
    return sorted(
        f"{each.rate.bank} {each.rate.currency}"
        for each in history
        if crosses.is_outlier(by_code[each.rate.bank], each)
    )


def test_a_manat_apart_from_its_peg_is_flagged_and_the_next_day_is_not() -> None:
    """One bank alone is enough: the peg is the reference. The numbers have the shape of a real slip."""
    wrong = [stored("cbu", "USD", "12000.00"), stored("cbu", "TMT", "3970.00")]
    right = [
        stored("cbu", "USD", "12000.00", WEDNESDAY + DAY),
        stored("cbu", "TMT", "3428.57", WEDNESDAY + DAY),
    ]
    assert outliers(*wrong, *right) == ["cbu TMT"]


def test_a_peg_does_not_count_before_its_day() -> None:
    old = date(2014, 12, 30)
    assert outliers(stored("cbu", "USD", "2400.00", old), stored("cbu", "TMT", "900.00", old)) == []


def test_one_other_bank_is_not_enough_and_two_are() -> None:
    euro = [stored("nbkr", "EUR", "99.0000"), stored("cbu", "EUR", "13200.00")]
    assert outliers(*SOM, *euro) == []
    third = stored("nbt", "EUR", "9.9000")
    assert outliers(*SOM, *euro, third) == ["nbkr EUR"]


def test_a_bank_between_two_that_disagree_is_not_flagged() -> None:
    """1.10, 1.15 and 1.20 dollars for a euro: the middle one is apart from neither side."""
    assert outliers(*SOM, *_euros("88.0000", "13800.00", "10.8000")) == ["nbkr EUR", "nbt EUR"]


def test_a_bank_that_agrees_with_one_of_two_is_not_flagged() -> None:
    assert outliers(*SOM, *_euros("96.0000", "13200.00", "9.9000")) == ["nbkr EUR"]


def test_rounding_and_days_between_are_allowed_for() -> None:
    coarse = [
        stored("nbkr", "UZS", "0.0065"),  # 2.5 % off, and half a step is 0.8 %
        stored("nbt", "UZS", "0.0750", units="100"),
    ]
    assert outliers(*SOM, *coarse) == []
    week = [*SOM, *_euros("88.0000", "13200.00", "9.9000")]
    late = [stored("nbkr", "GBP", "100.0000", WEDNESDAY), *_pounds(WEDNESDAY - 7 * DAY)]
    assert "nbkr GBP" not in outliers(*week, *late)
    assert "nbkr GBP" in outliers(*week, stored("nbkr", "GBP", "100.0000"), *_pounds(WEDNESDAY))


def test_tables_over_a_week_off_are_no_references() -> None:
    far = [
        stored(code, currency, amount, WEDNESDAY - 8 * DAY)
        for code, currency, amount in (
            ("cbu", "USD", "12000.00"),
            ("cbu", "EUR", "13200.00"),
            ("nbt", "USD", "9.0000"),
            ("nbt", "EUR", "9.9000"),
        )
    ]
    assert outliers(stored("nbkr", "USD", "80.0000"), stored("nbkr", "EUR", "88.0000"), *far) == []


def test_a_wrong_dollar_is_flagged_and_the_rates_beside_it_are_not() -> None:
    """It is held against what the others say of the bank's own money; a cross would blame the rest."""
    others = [
        stored("cbu", "KGS", "150.00"),
        stored("nbt", "KGS", "1.1250", units="10"),
        *_euros("88.0000", "13200.00", "9.9000"),
    ]
    assert outliers(stored("nbkr", "USD", "92.0000"), *SOM[1:], *others) == ["nbkr USD"]


def test_a_dollar_is_judged_by_its_peg() -> None:
    crosses = Crosses(BANKS, Timeline([stored("cbt", "USD", "3.5")]))
    assert crosses.is_judged(CBT, stored("cbt", "USD", "3.5"))
    assert outliers(stored("cbt", "USD", "4.1")) == ["cbt USD"]


def test_a_bank_without_a_dollar_is_not_judged() -> None:
    crosses = Crosses(BANKS, Timeline([stored("nbk", "EUR", "550.00")]))
    assert not crosses.is_judged(NBK, stored("nbk", "EUR", "550.00"))


def test_the_home_bank_is_a_reference_for_its_own_money() -> None:
    crosses = Crosses((NBKR, CBU, NBT), Timeline(SOM))
    worth = crosses.worth(NBKR, "KGS", WEDNESDAY)
    assert worth is not None
    assert worth.dollars == 1 / SOM[0].rate.price
    assert crosses.worth(NBT, "KGS", WEDNESDAY) is None


def _euros(nbkr: str, cbu: str, nbt: str) -> Sequence[StoredRate]:
    return [stored("nbkr", "EUR", nbkr), stored("cbu", "EUR", cbu), stored("nbt", "EUR", nbt)]


def _pounds(day: date) -> Sequence[StoredRate]:
    """A pound of 1.20 dollars at two banks: one of 1.25 is 4 % off."""
    return [stored("cbu", "GBP", "14400.00", day), stored("nbt", "GBP", "10.8000", day)]
