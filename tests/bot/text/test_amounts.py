"""Amounts are equal when they measure the same, however they are written."""

import pytest

from bot.text.amounts import Amount, AmountReader, same_amount


def only(text: str) -> Amount:
    (amount,) = AmountReader(text)
    return amount


@pytest.mark.parametrize(
    "pair",
    [
        "15 minutes = a quarter of an hour", "15 minutes = 900s", "1 hour 30 minutes = 90 min",
        "1h30m = 1.5 hours",
        "an hour and a half = 90 minutes", "14 days = a fortnight", "1 year = 12 months", "1 year = 365 days",
        "5 GB = 5gb", "5 GB = five gigabytes", "512 MB = half a gigabyte", "1 Gbit/s = 125 MB/s",
        "1 Gbps = 1000 Mbit/s",
        "2 MB/s = two megabytes per second", "90% = ninety per cent", "50% = half", "1/4 = 25%",
        "$5 = 500 cents",
        "$100 = a hundred bucks", "100 °C = 212 °F", "37 °C = 98.6 F", "100 °C = 373.15 K",
        "42.195 km = 26.2 miles",
        "8,849 m = 8.849 km", "70 mph = 112.65 km/h", "1-100 = between 1 and 100", "1 to 100 = 1-100",
        "twice a day = every 12 hours", "once a day = daily", "-3 = minus 3", "12,500,000 = 12.5M",
        "11 nines = 99.999999999%", "2 x 45 minutes = 90 minutes", "15th = fifteenth", "0.5 s = 500 ms",
        "1h30 = 90 min", "1 hr 30 = 90 min", "1:30 h = 90 min", "1:30 min = 90 s", "2:30 pm = 14:30",
        "1.200,50 $ = $1,200.50", "5 dollars and 20 cents = $5.20", "23 pairs = 46", "120 over 80 = 120/80",
        "1 g/cm^3 = 1000 kg/m^3", "9.81 m/s^2 = 981 centimetres per second squared", "4 octets = 32 bits",
        "twice daily = twice a day", "24 huors = 1 day", "5 killobytes = 5 KB", "cincuenta y seis = 56",
    ],
)  # fmt: skip
def test_the_same_amount(pair: str) -> None:
    meant, said = pair.split(" = ")
    assert same_amount(only(meant), only(said))


@pytest.mark.parametrize(
    "pair",
    [
        "15 minutes = 15 seconds", "5 GB = 5 Gb", "5 GB = 5 GB/s", "5 GB = 5 TB", "512 MB = 511 MB",
        "37 °C = 37 °F",
        "$5 = €5", "90% = 9%", "1-100 = 1-10", "1-100 = 100", "3 = -3", "100 km = 62 km",
        "42.195 km = 42.195 m",
        "1 hour = 61 minutes", "1 kg = 2.3 lb", "10 per second = 10 per minute", "99.99% = 100%",
        "1:30 = 1.3 h", "2:30 am = 14:30", "46 pairs = 46", "1 g/cm^3 = 1 kg/cm^3", "24 ours = 24 hours",
    ],
)  # fmt: skip
def test_another_amount(pair: str) -> None:
    meant, said = pair.split(" = ")
    assert not same_amount(only(meant), only(said))


@pytest.mark.parametrize("text", ["gp2", "IPv6", "H2O", "no numbers here", "SHA"])
def test_digits_in_names_are_no_amounts(text: str) -> None:
    assert not list(AmountReader(text))


def test_all_amounts_of_a_sentence_are_found_in_order() -> None:
    found = list(AmountReader("2 retries within 5 minutes cost $0.20 per million"))
    assert [str(amount.numbers[0]) for amount in found] == ["2", "5", "1/5"]
