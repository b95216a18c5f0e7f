"""What the months are called: in the Levant, the Gulf, the Maghreb, in Kurdish, Persian, Urdu, English, French; Hijri.

All names are in the folded spelling of `monitor.core.dates`.
"""

_GREGORIAN = (
    "يناير، جانفي، كانون الثاني، كانون ثاني، كانون ثان، ك2، كانون2، كانون 2، january، jan، janvier، janv",
    "فبراير، فيبراير، فيفري، شباط، february، feb، février، fevrier، févr، fevr، fév",
    "مارس، اذار، march، mar، mars",
    "ابريل، افريل، نيسان، april، apr، avril، avr",
    "مايو، ماي، ايار، may، mai",
    "يونيو، يونيه، جوان، حزيران، june، jun، juin",
    "يوليو، يوليه، يوليوز، جويليه، جويليا، تموز، july، jul، juillet، juil",
    "اغسطس، اوت، غشت، اب، august، aug، août، aout",
    "سبتمبر، سيبتمبر، شتنبر، ايلول، september، sept، sep، septembre",
    "اكتوبر، اوكتوبر، تشرين الاول، تشرين اول، ت1، تشرين1، تشرين 1، october، oct، octobre",
    "نوفمبر، نوفيمبر، نونبر، تشرين الثاني، تشرين ثاني، تشرين ثان، ت2، تشرين2، تشرين 2، november، nov، novembre",
    "ديسمبر، ديسيمبر، دجنبر، كانون الاول، كانون اول، ك1، كانون1، كانون 1، december، dec، décembre، decembre، déc",
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
_KURDISH = (  # in Iraq; «١٢ی ئازاری ٢٠٢٦» has an ending that joins it to the year
    "كانووني دووەم، كانوني دووەم، كانوون دووەم",
    "شوبات",
    "ئازار",
    "نيسان",
    "ئايار",
    "حوزەيران",
    "تەممووز، تەمموز، تەموز",
    "ئاب",
    "ئەيلوول، ئەيلول",
    "تشريني يەكەم، تشرين يەكەم",
    "تشريني دووەم، تشرين دووەم",
    "كانووني يەكەم، كانوني يەكەم، كانوون يەكەم",
)
_JOINING = "ي"
_PERSIAN = "ژانويه، فوريه، مارس، اوريل، مه، ژوئن، ژوئيه، اوت، سپتامبر، اكتبر، نوامبر، دسامبر"
_URDU = "جنوري، فروري، مارچ، اپريل، مئي، جون، جولائي، اكست، ستمبر، اكتوبر، نومبر، دسمبر"
_SOLAR = (  # of Iran's calendar, in Iran and in Afghanistan
    "فروردين، حمل",
    "ارديبهشت، ثور",
    "خرداد، جوزا",
    "تير، سرطان",
    "مرداد، اسد",
    "شهريور، سنبله",
    "مهر، ميزان",
    "ابان، عقرب",
    "اذر، قوس",
    "دي، جدي",
    "بهمن، دلو",
    "اسفند، حوت",
)


def _numbered(rows: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, row in enumerate(rows, start=1) for name in row.split("، ")}


_KURDISH_MONTHS = _numbered(_KURDISH)
_NEIGHBOURS = _numbered(tuple(_PERSIAN.split("، "))) | _numbered(tuple(_URDU.split("، ")))
MONTHS = {name + end: month for name, month in _KURDISH_MONTHS.items() for end in ("", _JOINING)} | (
    _NEIGHBOURS | _numbered(_GREGORIAN)
)
HIJRI_MONTHS = _numbered(_HIJRI)
SOLAR_MONTHS = _numbered(_SOLAR)
