"""The English lexicon: every word that capture knows.  Data only; another language is another file of this
shape.

Words stand folded (see `names.fold`): lower case, no apostrophes, hyphens as spaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from garden.core.model import Flow

Rank = Literal["strong", "weak", "light"]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase says of an interaction, read with the gardener as the one who does it.

    `flow` "both" stays both whoever did it; "out" and "in" turn round when it was the other.  `favor`
    "give": who does
    it gives; "take": who does it receives; "ask": who does it asks.
    `verb`: takes a subject and an object (a noun does not).  `rank`: of several phrases the strongest names
    the kind;
    a "light" verb (gave, sent, left) leaves it to its object.  `thing`: its object is no person (attended
    PyCon).
    """

    kind: str
    flow: Flow = "both"
    favor: Literal["", "give", "take", "ask"] = ""
    verb: bool = False
    rank: Rank = "strong"
    thing: bool = False


Phrases = dict[str, Sense]
PHRASES: Final[Phrases] = {}
"""Folded phrase -> its sense.  The longest phrase at a place is taken; where a word is both, the verb
stands here."""
NOUNS: Final[Phrases] = {}
"""The nouns alone: what the object of a weaker verb is looked up in (gave a call, saw Ada's talk)."""
BASES: Final[set[str]] = set()
"""The first words of verbs as they stand behind "will" and "to"."""


def _forms(stem: str) -> Iterator[str]:
    """A regular verb's forms: `call up` -> call up, calls up, called up, calling up.  A final `~` doubles
    the last letter
    (`chat~`: chatted); with slashes the forms are given (`run/ran into`: run into, ran into); what stands before `_`
    stays as it is (`co_work`: co work, co worked)."""
    if "_" in stem:
        before, _, stem = stem.partition("_")
        yield from (f"{before} {form}" for form in _forms(stem))
        return
    head, _, tail = stem.partition(" ")
    tail = f" {tail}" if tail else ""
    if "/" in head:
        yield from (form + tail for form in head.split("/"))
        return
    double = head.endswith("~")
    head = head.rstrip("~")
    root = head + head[-1] if double else head
    yield head + tail
    if head.endswith(("s", "x", "z", "ch", "sh")):
        yield head + "es" + tail
    elif head.endswith("y") and head[-2] not in "aeiou":
        yield head[:-1] + "ies" + tail
    else:
        yield head + "s" + tail
    if head.endswith("e"):
        yield from (head + "d" + tail, head[:-1] + "ing" + tail)
    elif head.endswith("y") and head[-2] not in "aeiou":
        yield from (head[:-1] + "ied" + tail, head + "ing" + tail)
    else:
        yield from (root + "ed" + tail, root + "ing" + tail)


def _verbs(sense: Sense, stems: str) -> None:
    for stem in stems.split(","):
        forms = tuple(_forms(stem.strip()))
        BASES.add(forms[0].partition(" ")[0])
        for form in forms:
            PHRASES[form] = sense


def _nouns(sense: Sense, nouns: str) -> None:
    for noun in nouns.split(","):
        PHRASES.setdefault(noun.strip(), sense)
        NOUNS.setdefault(noun.strip(), sense)


def _both(kind: str, nouns: str, verbs: str = "", rank: Rank = "strong", *, thing: bool = False) -> None:
    if verbs:
        _verbs(Sense(kind, "both", verb=True, rank=rank, thing=thing), verbs)
    if nouns:
        _nouns(Sense(kind, "both", rank=rank), nouns)


def _way(kind: str, nouns: str, verbs: str = "", rank: Rank = "strong") -> None:
    if verbs:
        _verbs(Sense(kind, "out", verb=True, rank=rank), verbs)
    if nouns:
        _nouns(Sense(kind, "out", rank=rank), nouns)


# Together: two-way whoever began it.
_both(
    "coffee",
    "coffee, coffees, coffee chat, coffee date, coffee break, coffee catch up, coffee meeting, tea, "
    "teas, afternoon tea, "
    "cup of tea, cup of coffee, cuppa, cuppas, espresso, espressos, latte, lattes, cappuccino, flat "
    "white, flat whites, "
    "matcha, chai, hot chocolate, boba, bubble tea, kaffee, cafe, cortado, mocha, iced coffee, fika, brew",
)
_both(
    "meal",
    "lunch, lunches, dinner, dinners, brunch, brunches, breakfast, supper, meal, meals, bite, bite to "
    "eat, food, "
    "pizza, ramen, sushi, tacos, burgers, burger, curry, bbq, barbecue, barbeque, picnic, potluck, "
    "takeaway, takeout, "
    "ice cream, dessert, tapas, dim sum, noodles, pho, lunch date, lunch meeting, dinner date, birthday "
    "dinner, "
    "birthday lunch, dinner party, working lunch, business lunch, roast, sunday roast, sandwich, "
    "sandwiches, snack, "
    "kebab, fondue, raclette, steak, pancakes, hotpot, hot pot, tea and cake, feast, thanksgiving dinner",
    "lunch, brunch, dine, eat/eats/ate/eating",
)
_both(
    "drinks",
    "drinks, drink, beer, beers, pint, pints, wine, wines, glass of wine, bottle of wine, cocktail, "
    "cocktails, whisky, "
    "whiskey, aperitivo, apero, happy hour, pub, pub night, pub quiz, bar, bar crawl, pub crawl, "
    "margaritas, sake, gin, "
    "g&t, nightcap, champagne, spritz, martinis, martini, cider, ciders, farewell drinks, birthday drinks, "
    "after work drinks, leaving drinks, round of drinks, wine tasting, beer tasting",
)
_both(
    "call",
    "call, calls, phone call, phone calls, phonecall, phone, telephone, telephone call, catch up call, "
    "intro call, "
    "whatsapp call, whatsapp calls, whatsapp audio, whatsapp voice call, signal call, telegram call, viber call, "
    "wechat call, messenger call, line call, imessage call, facebook call, instagram call, "
    "quick call, voice call, on the phone, over the phone, by phone, phone chat, conference call, conf "
    "call, ring",
    "call, call up, phone, phone up, telephone, ring/rings/rang/rung/ringing, "
    "ring/rings/rang/rung/ringing up, "
    "facetime audio, dial, return/returned/returning/returns a call, call back, ring/rings/rang/ringing "
    "back, "
    "phone back, give/gave/giving a call, pick/picked/picks up the phone to",
)
_both("call", "", "speak/speaks/spoke/spoken/speaking, talk, converse", "weak")
_both(
    "video",
    "video, video call, video calls, videocall, video chat, video meeting, videochat, video conference, "
    "zoom, zoom call, "
    "zoom meeting, zoom chat, zooms, facetime, facetime call, skype, skype call, google meet, google "
    "hangout, hangouts, "
    "teams call, teams meeting, ms teams, microsoft teams, jitsi, webex, webcam, whereby, meet call, "
    "google meet call, "
    "whatsapp video, virtual coffee, virtual lunch, screen share, discord call, slack huddle, huddle",
    "zoom, facetime, skype, video_call, video_chat~, videocall, hangout, video_conference, screen_share",
)
_both(
    "meeting",
    "meeting, meetings, 1:1, 1 1, 1 on 1, 1on1, 1to1, 1 2 1, one on one, one to one, one:one, catch up, "
    "catchup, "
    "catch ups, check in, checkin, sync, standup, stand up, appointment, interview, job interview, "
    "mentoring session, "
    "mentor session, mentorship session, session, hangout, hang, hang out, reunion, rendezvous, run in, "
    "encounter, "
    "meet up, meetup with, office hours, pairing session, pair programming, brainstorm, brainstorming "
    "session, date, "
    "coaching session, study session, debrief, retro, planning session, kickoff, kick off, discussion, "
    "conversation",
    "interview, hug~, mentor, coach, pair, co_work, cowork, brainstorm, date",
)
_both(
    "meeting",
    "",
    "meet/meets/met/meeting, meet/meets/met/meeting up, meet/meets/met/meeting with, bump into, bump in to, "
    "run/runs/ran/running into, run/runs/ran/running in to, run/runs/ran/running across, "
    "see/sees/saw/seen/seeing, "
    "catch/catches/caught/catching up, hang/hangs/hung/hanging out, hang/hangs/hung/hanging, "
    "come/came/coming across, "
    "sync, sync up, reconnect, get/got/getting together, spend/spends/spent/spending time, "
    "spend/spends/spent/spending the day, spend/spends/spent/spending the evening, "
    "spend/spends/spent/spending the afternoon, spend/spends/spent/spending the weekend, sit/sat down, "
    "sit/sits/sat/sitting down, encounter, join, work, collaborate, study, cross/crossed paths, chill, "
    "debrief, "
    "huddle, check/checked out, get/got to know, drop~, greet",
    "weak",
)
_both(
    "event",
    "event, events, workshop, workshops, conference, conferences, party, parties, birthday party, "
    "birthday, wedding, "
    "concert, gig, show, play, theatre, theater, movie, movies, cinema, film, museum, exhibition, "
    "gallery, exhibit, "
    "festival, meetup, talk, talks, lecture, seminar, panel, webinar, hackathon, course, class, "
    "training, book club, "
    "bookclub, game night, games night, board games, board game night, quiz, trivia, trivia night, "
    "karaoke, opera, "
    "ballet, match, game, football, football match, match day, funeral, ceremony, graduation, baptism, "
    "christening, "
    "retreat, offsite, off site, camping, camp, trip, road trip, roadtrip, holiday, vacation, climbing, "
    "bouldering, "
    "yoga, gym, tennis, badminton, squash, golf, padel, chess, swimming, swim, sailing, skiing, surfing, "
    "cycling, "
    "bike ride, ride, pottery, choir, rehearsal, jam session, open mic, standup comedy, comedy show, "
    "summit, expo, "
    "trade fair, fair, book launch, launch party, launch, housewarming, baby shower, shower, bachelor party, "
    "hen party, stag do, bonfire, dance, dancing, salsa, escape room, bowling, poker, poker night, d&d, dnd, "
    "networking event, mixer, reception, gala, fundraiser, demo day, keynote, service, church, mass, prom, "
    "barn dance, ceilidh, protest, volunteering, race, marathon, parkrun, sauna, spa day, shopping",
)
_both(
    "event",
    "",
    "attend, watch, play, go/goes/went/going to, go/goes/went/going, celebrate, dance, climb, "
    "swim/swims/swam/swimming, "
    "sing/sang/singing, volunteer, travel, camp, perform, ski, sail, surf, shop~",
    "weak",
    thing=True,
)
_both(
    "visit",
    "visit, visits, stay, sleepover, house call, weekend visit, home visit, overnight",
    "visit, host, stay, stay over, come/comes/came/coming over, come/comes/came/coming round, "
    "come/came/coming by, "
    "drop~ by, drop~ in on, stop~ by, pop~ round, pop~ in on, call in on, crash at, "
    "go/goes/went/going to see, go/goes/went/going over to, come/came/coming to visit, come/came/coming "
    "to see, "
    "come/came/coming to stay, go/went/going to visit, swing/swung by, look in on",
)
_both(
    "walk",
    "walk, walks, walk and talk, hike, hikes, stroll, run, runs, jog, ramble, trek, dog walk, trail run, "
    "wander, hiking, "
    "running, walking, day hike",
    "walk, hike, stroll, jog~, ramble, trek~, wander, go/goes/went/going for a walk, go/goes/went/going "
    "for a run, "
    "walk the dog, walk the dogs, go/goes/went/going on a walk, go/goes/went/going on a hike, "
    "run/runs/ran/running",
)
_both(
    "message",
    "chat, chats, group chat",
    "chat~, exchange messages, exchange texts, trade messages, banter",
    "strong",
)
_both("email", "", "exchange emails, trade emails, email back and forth", "strong")

# One-way: out when I do it, in when they do.
_way(
    "message",
    "text, texts, text message, message, messages, msg, dm, dms, sms, whatsapp, whatsapp message, voice "
    "message, "
    "voice note, voice memo, signal, telegram, slack, slack message, imessage, ping, tweet, wechat, line "
    "message, "
    "instagram message, facebook message, linkedin message, linkedin, messenger, direct message, happy "
    "birthday, "
    "birthday message, birthday wishes, meme, memes, link, photo, photos, picture, pictures, selfie, "
    "gif, article, "
    "reply, response, invitation, invite, condolences, congratulations, congrats, thanks, wave, "
    "mastodon, discord, "
    "snapchat, viber, threema, matrix message, news, update, reminder, playlist",
    "text, message, msg, dm, sms, whatsapp, telegram, slack, ping, tweet, wechat, imessage, signal, "
    "snapchat, "
    "instagram, reply, reply/replies/replied to, respond, answer, reach out, "
    "reach/reaches/reached/reaching out to, "
    "check/checks/checked/checking in, check/checks/checked/checking up on, "
    "check/checks/checked/checking on, "
    "follow up, follow/follows/followed/following up with, nudge, remind, poke, thank, congratulate, "
    "congrats, wish, "
    "invite, notify, update, inform, tell/tells/told/telling, let/lets/letting know, dms, dmed, dmd, "
    "dming, dm/dmed/dmd, "
    "apologise, apologize, apologise to, apologize to, comment, comment on, like, praise, compliment, "
    "greet, contact, "
    "get/gets/got/getting back to, get/gets/got/getting in touch, write/writes/wrote/written/writing back, "
    "touch base, keep/keeps/kept/keeping in touch, stay in touch, say/says/said/saying hi, "
    "say/says/said/saying hello, say/said/saying thanks, say/said thank you, "
    "say/said happy birthday, get/got back in touch, drop/dropped/dropping a line, send/sent word, warn, "
    "encourage, reassure, comfort, console, cheer up, quote, mention, tag~, retweet, voice note, "
    "leave/left a note",
)
_verbs(
    Sense("message", "in", verb=True),
    "hear/hears/heard/hearing from, hear/hears/heard/hearing back from, hear/heard/hearing back, hear/heard",
)
_way(
    "email",
    "email, emails, e mail, e mails, mail, mails, newsletter, email thread, email chain, email exchange",
    "email, e_mail, forward, cc, ccd, cced",
)
_way("email", "", "mail", "weak")
_way(
    "letter",
    "letter, letters, postcard, postcards, card, cards, birthday card, christmas card, thank you card, "
    "thank you note, "
    "thank you letter, greeting card, holiday card, handwritten note, note, xmas card, new year card, "
    "get well card, "
    "letter of thanks, condolence card, sympathy card, invitation card, fax, telegram from the post",
)
_way("letter", "", "write/writes/wrote/written/writing, write/writes/wrote/written/writing to, post", "weak")
_way(
    "call",
    "voicemail, voicemails, voice mail, missed call, missed calls, answering machine message",
    "try/tried/trying to call, try/tried/trying calling, try/tried to ring, try/tried to phone, "
    "try/tried to reach, "
    "try/tried calling, try/tried ringing, try/tried phoning, voicemail, just miss, miss a call",
)
_verbs(
    Sense("call", "in", verb=True),
    "miss/missed/misses/missing a call from, miss/missed/misses/missing a call",
)
_nouns(
    Sense("intro", "out", favor="give"),
    "in touch, in contact, intro, intros, introduction, introductions, double opt in intro",
)
_verbs(
    Sense("intro", "out", favor="give", verb=True),
    "introduce, intro/introd/introed/introing/intros, connect, link up, put/puts/putting in touch, "
    "reintroduce, "
    "make/made an introduction, matchmake, set/sets up with, refer~ on, hook up with",
)
_GIFTS: Final = (
    "gift, gifts, present, presents, birthday present, birthday gift, christmas present, wedding gift, "
    "wedding present, flowers, bouquet, bunch of flowers, chocolates, chocolate, box of chocolates, care "
    "package, "
    "package, parcel, gift card, voucher, hamper, souvenir, cake, birthday cake, cookies, houseplant, "
    "plant cutting, "
    "housewarming gift, leaving present, goodie bag, book, books, scarf, mug, donation"
)
_nouns(Sense("gift", "out", favor="give"), _GIFTS)
_verbs(Sense("gift", "out", favor="give", verb=True), "gift")
_HELP: Final = (
    "advice, feedback, help, hand, helping hand, lift, ride home, ride to, lift home, lift to, tip, "
    "tips, favour, favor, "
    "favours, favors, referral, reference, recommendation, recommendations, recommendation letter, "
    "letter of recommendation, "
    "loan, support, guidance, pep talk, pointers, job tip, pro tip, review, code review, mock interview, "
    "shout out, "
    "shoutout, endorsement, testimonial, suggestions, comments, assistance, sanity check, second "
    "opinion, cv review"
)
_nouns(Sense("help", "out", favor="give"), _HELP)
_verbs(
    Sense("help", "out", favor="give", verb=True),
    "help, help out, assist, lend/lends/lent/lending, loan, advise, support, recommend, "
    "refer/refers/referred/referring, "
    "vouch/vouched for, vouch/vouches/vouched/vouching for, review, proofread/proofreads/proofreading, "
    "proof read/reading, babysit/babysat/babysitting, babysit/babysat/babysitting for, cover for, "
    "cat sit/sat, dog sit/sat, house sit/sat, pet sit/sat, "
    "stand/stood in for, fill in for, tutor, teach/teaches/taught/teaching, show/shows/showed/showing "
    "around, "
    "fix, repair, drive/drove/driving, pick/picks/picked/picking up, drop~ off, look/looked after, "
    "water/watered/watering the plants for, feed/fed the cat for, feed/fed, edit, translate, endorse, "
    "nominate, "
    "give/gives/gave/given/giving a hand, lend/lent a hand, do/did a favour for, do/did a favor for, "
    "rescue, bail out, walk/walked through, debug~, defend, promote, move/moved for, sponsor, hire, "
    "critique, cheer on, back up, save, stick/stuck up for, offer to help, offered help to",
)
_verbs(
    Sense("help", "in", favor="take", verb=True),
    "borrow, learn/learns/learned/learnt/learning from, benefit from, get/got/getting help, "
    "get/got/getting advice, "
    "get/got/getting feedback, get/got a lift, take/took advice",
)
_verbs(Sense("message", "both", verb=True), "connect with")
_verbs(
    Sense("ask", "out", favor="ask", verb=True),
    "ask, request, beg~, ask a favour of, ask a favor of, pitch, ask for help from, ask for advice from, "
    "ask help from, "
    "seek/sought advice from, petition, hit/hit up for, turn to",
)
_nouns(Sense("ask", "out", favor="ask"), "request, ask, question, questions")
_both("meal", "", "cook, cook for, have/had over for dinner, feed/fed dinner", "weak")

# Light verbs: their object says the kind; else what stands here.
_verbs(
    Sense("gift", "out", favor="give", verb=True, rank="light"),
    "give/gives/gave/given/giving, present/presented/presents with, hand/handed/hands, "
    "buy/buys/bought/buying, "
    "treat, treat/treats/treated/treating to, pay/pays/paid/paying, pay/pays/paid/paying for, knit~, "
    "bake, bake for, "
    "bring/brings/brought/bringing, donate, surprise, pass/passed on, offer",
)
_verbs(
    Sense("gift", "in", favor="take", verb=True, rank="light"),
    "get/gets/got/gotten/getting, receive/receives/received/receiving, accept, inherit",
)
_verbs(Sense("call", "in", verb=True, rank="light"), "miss")
_verbs(
    Sense("message", "out", verb=True, rank="light"),
    "send/sends/sent/sending, leave/leaves/left/leaving, share, drop/dropped/dropping, shoot/shot, "
    "fire/fired off, "
    "return, write/wrote/written/writes/writing, deliver, show, make/makes/made/making, exchange, trade, "
    "swap~, send/sent over",
)
_verbs(
    Sense("other", "both", verb=True, rank="light"),
    "have/has/had/having, grab~, take/takes/took/taken/taking, do/does/did/doing, enjoy, go/went out, "
    "get/got out, come/comes/came/coming, attend to, put/puts/putting, schedule, be/was/were/been, "
    "join/joined, organise, "
    "organize, throw/threw, squeeze/squeezed in, "
    "put/puts/putting, go/goes/went/going out, go/goes/went/going out for, go/goes/went/going for, "
    "go/goes/went/going on, finish, start",
)

FAVOR_STAYS: Final = frozenset(
    "buy buys bought buying treat treats treated treating pay pays paid paying lend lends lent "
    "lending".split()
)
"""Verbs whose favour stands though another word names the kind: "bought Ada lunch" is a meal that I gave."""

GIVEN: Final = frozenset({"gift", "gifts", "present", "presents"})
"""Gifts that need no telling; any other is kept in the note (a book)."""

MISSED: Final = frozenset({"miss", "misses", "missed", "missing"})
"""A call that was missed is theirs alone: only they reached out."""

CALLED: Final = frozenset({"called", "rang", "phoned"})
"""Whoever did so without anybody being said to be called did what is told behind it, too."""
SHARED: Final = frozenset(
    "have has had having exchange exchanged exchanging trade traded trading swap swapped".split()
)
"""Verbs that make of messages `with` somebody a two-way exchange."""

UNANSWERED: Final = (
    "no answer",
    "no reply",
    "no response",
    "didnt pick up",
    "did not pick up",
    "went to voicemail",
    "got voicemail",
    "didnt answer",
    "did not answer",
    "left a voicemail",
    "left voicemail",
    "straight to voicemail",
)
"""In the note of a call: only I reached out."""

# What is said of what did not happen, or not yet.
NOT: Final = frozenset(
    (
        "didnt, did not, dont, do not, doesnt, does not, havent, have not, hasnt, has not, hadnt, had not, "
        "never, not, couldnt, could not, cant, cannot, can not, wasnt, was not, werent, were not, isnt, is not, "
        "arent, wont, will not, wouldnt, would not, no show, nobody came, aint, unable to, failed to"
    ).split(", ")
)
"""Nothing happened: before the deed, or at the beginning of what follows the people."""
CALLED_OFF: Final = frozenset(
    (
        "cancelled, canceled, cancels, cancelling, cancel, postponed, postpones, postpone, rescheduled, reschedule, "
        "called off, skipped, skip, forgot, forgot to, stood me up, stood up, bailed, bailed on me, flaked, "
        "fell through, never happened, moved to next, put off, pushed back"
    ).split(", ")
)
"""It was to happen, and did not."""
TO_COME: Final = frozenset(
    (
        "will, i will, we will, she will, he will, they will, shall, gonna, im gonna, going to, im going to, "
        "were going to, should, must, need to, needs to, have to, has to, ought to, "
        "want to, wants to, wanna, would like to, id like to, hope to, hoping to, intend to, plan to, plans to, "
        "planning to, promised, promised to, promise, promise to, promises to, agreed to, supposed to, meaning to, "
        "remember to, dont forget to, lets, let us, todo, to do, owe, owes, i owe, ill, shell, hell, theyll, well"
    ).split(", ")
)
"""What follows is a promise or a plan: before the deed, or at the beginning of what follows the people."""
PLANNING: Final = frozenset(
    {
        "planning",
        "plan",
        "plans",
        "arrange",
        "arranging",
        "maybe",
        "perhaps",
        "possibly",
        "might",
        "may",
        "could",
    }
)
"""The same, but only at the very beginning (planning dinner with Ruth)."""
PLANNED: Final = frozenset(
    (
        "planned, scheduled, booked, arranged, coming up, upcoming, tbc, tbd, pencilled in, penciled in, lined up, "
        "in the diary, in the calendar, on the calendar"
    ).split(", ")
)
"""The same, where it is all that follows the people (dinner with Ruth planned)."""
NAMES_TO_COME: Final = frozenset({"will", "may"})
"""Names that begin what is to come where a deed follows at once: will call Ada."""
UNCHANGED: Final = frozenset({"put", "let", "set", "hit", "cut", "read", "come", "run"})
"""Deeds whose past is as their present: Will put me in touch with Grace."""
ALMOST: Final = frozenset({"almost", "nearly"})
"""Nothing happened, where a deed follows at once."""
ASKING: Final = frozenset({"ask", "asks", "asked", "asking"})
HOW: Final = frozenset({"how"})
"""What is asked so takes nothing: asked Ada how she is."""
GROUPS: Final = frozenset("kids kid children baby family others rest team gang crew dog parents".split())
"""Who may end a list of people without being anybody: Ada, Grace and the kids."""
DWELLINGS: Final = frozenset(
    "place house flat home apartment office studio garden cabin cottage room farm".split()
)
"""Ada's place is a place."""
SHORTENED: Final = frozenset({"ill", "shell", "hell", "well"})
"""Words of another meaning (a well, ill) that are I'll, she'll ... only with their apostrophe."""
CONNECTING: Final = frozenset(
    "and but so then i we she he they it who that was were is got had has have been also though".split()
)
"""What may stand between the people and what is said of them."""
TOPIC: Final = frozenset({"about", "re", "regarding", "concerning", "abt", "because", "that"})
"""What follows at once is told, not when it was: anything may be said there."""

GLOSS: Final[dict[str, str]] = {}
"""A small word -> the English one by which the grammar knows it (in another language's file: vor -> ago, letzte -> last).
The grammar's own words are these: the articles, at in on for from by to of and or over, last next this past coming,
before after ago earlier just, half couple few, day night week weekend month year hour, end, home work school."""

# The small words.
WITH: Final = frozenset({"with", "w", "w/", "alongside", "between"})
AND: Final = frozenset({"and", "&", "+", "plus"})
SO: Final = frozenset({"then", "so", "also"})
"""What may stand between "and" and what followed."""
TO: Final = frozenset({"to", "for"})
FROM: Final = frozenset({"from"})
BY: Final = frozenset({"by"})
THROUGH: Final = frozenset({"through", "via", "thanks"})
ABOUT: Final = frozenset(
    {
        "about",
        "re",
        "regarding",
        "concerning",
        "abt",
        "because",
        "after",
        "before",
        "during",
        "over",
        "around",
    }
)
"""What follows is what it was about, up to `with`, `to` or `from` where nobody has been named yet."""
DROPPED: Final = frozenset(
    {"about", "re", "regarding", "concerning", "abt", "for", "with", "to", "that", "on", "over"}
)
"""A note loses these at its beginning where no sign stands before it."""
ME: Final = frozenset({"me", "us", "myself", "ourselves"})
I: Final = frozenset({"i", "we", "ive", "weve", "im", "id"})  # noqa: E741
THEY: Final = frozenset({"he", "she", "they", "hes", "shes", "theyve"})
THEM: Final = frozenset(
    {
        "him",
        "her",
        "them",
        "his",
        "their",
        "hers",
        "theirs",
        "each",
        "everyone",
        "everybody",
        "it",
        "someone",
        "somebody",
    }
)
WHO: Final = frozenset({"who", "she", "he", "they", "and", "where", "which"})
MY: Final = frozenset({"my", "our", "me", "us", "mine"})
INTRODUCING: Final = frozenset({"introducing"})
INTRODUCED: Final = frozenset({"introduced", "connected"})
PASSIVE: Final = frozenset({"was", "were", "got", "been", "being", "get", "am"})
DETERMINERS: Final = frozenset(
    "a an the some my his her their our another this that first second third one two few couple of lots "
    "many".split()
)
FILLERS: Final = DETERMINERS | frozenset(
    "quick long short brief nice lovely great good fun wonderful amazing impromptu surprise early late "
    "little proper "
    "had have went just also finally then again so really very first morning afternoon evening "
    "late-night sunday-morning "
    "quite more big small regular weekly monthly usual longish spontaneous delicious well deserved "
    "overdue random virtual "
    "today's online remote in-person much needed long-overdue been was were is am be up out over off "
    "both all of today to "
    "group family team quiet productive short-ish intense relaxed brilliant fantastic super cheeky swift "
    "catchy yes ok okay "
    "back together".split()
)
STOP: Final = frozenset(
    "a an the this that these those some any my his her their our your its it i we you he she they me us "
    "him them and or "
    "but so then when where while because if as at in on by for from to of about into over after before "
    "during with without "
    "is was were be been being are am had has have did do does done not no yes too also just very really "
    "still now soon "
    "who what why how which there here again all both each every more most much many few lot lots next "
    "last ago not new "
    "talked talking discussed discussing spoke chatted caught said told went got gave was great good "
    "lovely nice fun "
    "everyone everybody someone somebody nobody's people folks gang crew co company rest lot al team family friends friend group others "
    "another something "
    "anything everything nothing re regarding today yesterday tomorrow tonight work school home lunch "
    "dinner out up off "
    "down back through via per".split()
)
"""Never the name of somebody who is not here yet, written small."""
SMALL: Final = WITH | AND | TO | FROM | BY | THROUGH | ABOUT
"""Words that stand between others."""
FUNCTION: Final = frozenset(
    "a an the in on at to of by for from with and or but so as is was be am are do did had has have i me "
    "my us we he she "
    "they it its no not yes if then than that this there up out off over re an le la de van von".split()
)
"""Written small these are never somebody's name, though a contact may be called An, Do or My."""
PARTICLES: Final = frozenset(
    "van von der den de da di del della la le el al bin ibn ben dos das du ter ten zu zur st of".split()
)
RELATIONS: Final = frozenset(
    "sister brother mum mom mother dad father wife husband partner boyfriend girlfriend son daughter "
    "kids kid children "
    "parents boss manager assistant friend friends team colleague colleagues cousin uncle aunt family "
    "flatmate roommate "
    "fiance fiancee ex neighbour neighbor secretary agent grandmother grandfather grandma grandpa nephew "
    "niece baby dog".split()
)
"""Ada's sister is not Ada."""
NOT_PLACES: Final = frozenset(
    "person particular general fact passing touch time advance addition return order need case contact "
    "once least last first all night noon midnight lunchtime dawn dusk present risk that which it him "
    "her them me us "
    "morning afternoon evening length".split()
)

# Days and spans.
MONTHS: Final = {
    word: number
    for number, words in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for word in words.split()
}
WEEKDAYS: Final = {
    word: number
    for number, words in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed weds",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for word in words.split()
}
NUMBERS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fortyfive": 45,
    "forty five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "couple": 2,
    "few": 3,
    "other": 1,
}
ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
SPANS: Final[dict[str, tuple[int, int]]] = {
    word: span
    for words, span in (
        ("day days d night nights", (1, 0)),
        ("week weeks wk wks w", (7, 0)),
        ("fortnight fortnights", (14, 0)),
        ("month months mo mos mth mths", (0, 1)),
        ("quarter quarters", (0, 3)),
        ("year years yr yrs y", (0, 12)),
        ("decade decades", (0, 120)),
    )
    for word in words.split()
}
"""A unit of days -> (days, months)."""
CLOCK: Final = {
    word: minutes
    for words, minutes in (
        ("m min mins minute minutes", 1),
        ("h hr hrs hour hours", 60),
    )
    for word in words.split()
}
"""A unit of the clock -> minutes."""
NEARLY_DAYS: Final = frozenset(
    {"sundae", "sundaes", "sundry", "someday", "midday", "holiday", "marching", "augusta"}
)
"""Words that are nearly a day's name and are none."""
SAYINGS: Final = frozenset({"24/7", "50/50", "9/11", "20/20"})
"""Numbers that look like a day and are none."""
_SEASONS: Final = (
    "summer winter spring autumn fall christmas xmas easter thanksgiving semester term season".split()
)
VAGUE: Final = frozenset(
    [
        *(
            "the other day, other day, the other night, the other week, recently, lately, a while ago, a while back, "
            "while ago, ages ago, some time ago, long ago, a long time ago, days ago, weeks ago, months ago, "
            "years ago, some days ago, this week, this month, this year, earlier this week, earlier this month, "
            "earlier this year, soon, later, some day, someday, sometime, one of these days, in weeks, in months, "
            "in years, in ages, over new year, at new year, new years eve, on new years eve, new years day, "
            "once upon a time, back then, not long ago, "
            "back in the day, in the holidays, over the holidays, during the holidays, in days"
        ).split(", "),
        *(f"{lead} {season}" for season in _SEASONS
          for lead in ("last", "this", "in", "over", "at", "during", "in the", "over the", "next", "during the")),
        *(f"{lead} {month}" for month in MONTHS
          for lead in ("mid", "in mid", "early", "in early", "late", "in late", "end of", "the end of", "at the end of",
                       "start of", "the start of", "beginning of", "the beginning of", "sometime in")),
    ]
)  # fmt: skip
"""Times that are no day."""
PARTS: Final = frozenset("morning afternoon evening night lunchtime noon midday".split())
TODAY: Final = frozenset({"today", "tonight", "now"})
YESTERDAY: Final = frozenset({"yesterday", "yday", "ydy", "yest"})
TOMORROW: Final = frozenset({"tomorrow", "tmrw", "tmr", "tomorow"})
CADENCES: Final = {
    "daily": 1,
    "weekly": 7,
    "biweekly": 14,
    "fortnightly": 14,
    "monthly": 30,
    "bimonthly": 60,
    "quarterly": 90,
    "half yearly": 182,
    "twice a year": 182,
    "biannually": 182,
    "semiannually": 182,
    "yearly": 365,
    "annually": 365,
    "annual": 365,
    "every other day": 2,
    "every other week": 14,
    "every other month": 60,
    "every second week": 14,
    "every second month": 60,
    "twice a month": 15,
    "twice a week": 3,
    "every day": 1,
    "once a day": 1,
    "every other year": 730,
    "every second year": 730,
}
CADENCE_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 90, "year": 365}
"""A cadence is a number of days: a month is 30 of them, a year 365."""
