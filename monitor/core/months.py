"""What the months are called: the Levant's, the Gulf's and Egypt's, the Maghreb's, English, and the Hijri ones.

All names are in the folded spelling of `monitor.core.dates`.
"""

_GREGORIAN = (
    "يناير، جانفي، كانون الثاني، كانون ثاني، كانون ثان، january، jan",
    "فبراير، فيفري، شباط، february، feb",
    "مارس، اذار، march، mar",
    "ابريل، افريل، نيسان، april، apr",
    "مايو، ماي، ايار، may",
    "يونيو، يونيه، جوان، حزيران، june، jun",
    "يوليو، يوليه، يوليوز، جويليه، جويليا، تموز، july، jul",
    "اغسطس، اوت، غشت، اب، august، aug",
    "سبتمبر، شتنبر، ايلول، september، sept، sep",
    "اكتوبر، تشرين الاول، تشرين اول، october، oct",
    "نوفمبر، نونبر، تشرين الثاني، تشرين ثاني، تشرين ثان، november، nov",
    "ديسمبر، دجنبر، كانون الاول، كانون اول، december، dec",
)
_HIJRI = (
    "محرم، المحرم، محرم الحرام",
    "صفر",
    "ربيع الاول، ربيع اول",
    "ربيع الثاني، ربيع ثاني، ربيع الاخر، ربيع اخر",
    "جمادي الاولي، جمادي الاول، جمادي اول",
    "جمادي الاخره، جمادي الثانيه، جمادي الاخر، جمادي الثاني",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعده، ذي القعده، ذوالقعده",
    "ذو الحجه، ذي الحجه، ذوالحجه",
)


def _numbered(rows: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, row in enumerate(rows, start=1) for name in row.split("، ")}


MONTHS = _numbered(_GREGORIAN)
HIJRI_MONTHS = _numbered(_HIJRI)
