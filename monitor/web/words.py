"""The words of our own pages, in Arabic and English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """One language."""

    language: str
    direction: str
    acknowledge: str
    acknowledge_button: str
    acknowledged: str
    acknowledged_before: str
    mute: str
    mute_button: str
    muted: str
    unmute_button: str
    unmuted: str
    how_long: str
    why: str
    no_reason: str
    days: dict[int, str]
    unsubscribe: str
    unsubscribe_button: str
    unsubscribed: str
    subscribe_button: str
    subscribed: str
    notices: str
    told: str
    waits: str
    muted_state: str
    aside_state: str
    untitled: str
    forged: tuple[str, str]
    expired: tuple[str, str]
    gone: tuple[str, str]


ARABIC = PageWords(
    language="ar",
    direction="rtl",
    acknowledge="تأكيد الاطلاع",
    acknowledge_button="تمّ الاطلاع",
    acknowledged="سُجّل اطلاعك. لن تُصعَّد هذه القصة.",
    acknowledged_before="سبق تأكيد الاطلاع: {who}، {when}.",
    mute="كتم القصة",
    mute_button="اكتم القصة",
    muted="كُتمت القصة حتى {until}. تُحفظ نتائجها ولا يُنبَّه إليها.",
    unmute_button="ألغِ الكتم",
    unmuted="أُلغي الكتم.",
    how_long="المدة:",
    why="السبب:",
    no_reason="كُتمت من رابط الرسالة",
    days={1: "يوم واحد", 3: "ثلاثة أيام", 7: "أسبوع", 30: "ثلاثون يومًا"},
    unsubscribe="إيقاف الرسائل",
    unsubscribe_button="أوقف هذه الرسائل",
    unsubscribed="لن تصل إلى {who} رسائل من: {routes}.",
    subscribe_button="أعد الاشتراك",
    subscribed="أُعيد الاشتراك: {routes}.",
    notices="ما أُرسل",
    told="أُرسل",
    waits="ينتظر حتى {until}",
    muted_state="مكتوم",
    aside_state="متروك جانبًا",
    untitled="بلا عنوان",
    forged=("رابط غير صالح", "لم يتغيّر شيء. استعمل الرابط كما ورد في الرسالة، كاملًا."),
    expired=("انتهت صلاحية الرابط", "لم يتغيّر شيء. تصلح الروابط ثلاثين يومًا."),
    gone=("القصة غير موجودة", "لم يتغيّر شيء. ربما حُذفت من الأرشيف."),
)

ENGLISH = PageWords(
    language="en",
    direction="ltr",
    acknowledge="Acknowledge",
    acknowledge_button="I have seen it",
    acknowledged="Noted. This story is not escalated.",
    acknowledged_before="Acknowledged before: {who}, {when}.",
    mute="Mute the story",
    mute_button="Mute the story",
    muted="The story is muted until {until}. Its hits are stored, nobody is told.",
    unmute_button="End the mute",
    unmuted="The mute has ended.",
    how_long="For how long:",
    why="Why:",
    no_reason="muted by the link in a message",
    days={1: "one day", 3: "three days", 7: "a week", 30: "thirty days"},
    unsubscribe="Unsubscribe",
    unsubscribe_button="Send me no more of these",
    unsubscribed="{who} gets nothing more from: {routes}.",
    subscribe_button="Subscribe again",
    subscribed="Subscribed again: {routes}.",
    notices="What was sent",
    told="sent",
    waits="waits until {until}",
    muted_state="muted",
    aside_state="set aside",
    untitled="without a title",
    forged=("This link is not valid", "Nothing was changed. Use the link as it stands in the message, all of it."),
    expired=("This link has expired", "Nothing was changed. Links hold for thirty days."),
    gone=("There is no such story", "Nothing was changed. It may have been deleted from the archive."),
)
