using System.Globalization;

namespace Dedup.Quality.HardWorld;

/// <summary>What an open word is, so that another of the same class and form can stand in its place.</summary>
internal enum WordForm
{
    Noun,
    Nouns,
    Past,
    Base,
    Doing,
    Adjective,
    Adverb,
}

/// <summary>The open words of the made language, in all their forms. Verbs are regular, so that forms follow from rules.</summary>
internal static class Words
{
    public static readonly string[] Nouns =
        """
        harbour tariff orchard bridge tunnel reactor ledger glacier vaccine ballot referendum pension subsidy turbine pipeline ferry
        freight warehouse parliament tribunal cathedral monastery library museum archive orchestra theatre festival carnival parade
        stadium tournament league coach striker goalkeeper referee penalty championship marathon regatta velodrome harvest drought
        flood wildfire landslide earthquake cyclone monsoon blizzard heatwave reservoir dam canal levee wetland forest sawmill quarry
        foundry smelter refinery shipyard airfield runway terminal locomotive tramway motorway roundabout junction checkpoint border
        customs passport visa embassy consulate ambassador envoy minister senator governor mayor councillor deputy clerk auditor
        inspector detective prosecutor barrister judge juror witness verdict sentence appeal lawsuit settlement injunction warrant
        charter statute ordinance decree treaty accord ceasefire convoy garrison regiment brigade frigate submarine helicopter drone
        satellite telescope laboratory microscope enzyme protein genome antibody hospital clinic surgeon nurse midwife pharmacist
        dentist patient ward ambulance epidemic outbreak quarantine diagnosis therapy implant transplant insulin allergy asthma
        school college university lecturer professor pupil curriculum textbook scholarship dormitory exam diploma nursery playground
        budget deficit surplus dividend bond mortgage loan lender broker trader investor shareholder merger takeover bankruptcy
        creditor invoice refund discount retailer supermarket bakery brewery vineyard dairy abattoir fishery trawler oyster salmon
        cattle poultry beehive greenhouse tractor fertiliser pesticide seed wheat barley soybean coffee cocoa sugar cotton timber
        steel copper lithium cobalt nickel uranium cement asphalt glass plastic textile garment leather furniture ceramic chemical
        battery charger microchip processor server router keyboard smartphone software firewall password database algorithm robot
        sensor antenna broadcast newspaper magazine publisher novelist poet sculptor painter architect gallery portrait mural statue
        concert soprano violinist drummer album playlist podcast documentary screenplay actor director comedian magician circus puppet
        village suburb borough province district county hamlet island peninsula valley plateau summit canyon lagoon estuary beach
        lighthouse pier marina promenade hostel hotel resort restaurant tavern market bazaar kiosk pavement fountain plaza garden
        park zoo aquarium kennel veterinarian wolf lynx badger otter heron falcon sparrow beetle moth coral whale dolphin turtle
        apartment landlord tenant bailiff eviction rent plumbing sewer boiler furnace chimney rooftop scaffold crane bulldozer brick
        carpenter plumber electrician welder mechanic driver courier pilot steward mechanism committee commission council ministry
        bureau agency watchdog regulator union guild federation chamber cooperative charity foundation trust campaign petition rally
        protest strike picket boycott curfew riot arson burglary robbery fraud bribery smuggling forgery ransom hostage fugitive
        prison parole probation amnesty pardon census survey poll forecast estimate index benchmark statistic dispute grievance
        compromise deadline proposal blueprint memo dossier transcript speech interview letter telegram postcard rumour scandal
        ceremony wedding funeral anniversary jubilee pilgrimage bishop imam rabbi chaplain congregation hymn relic shrine temple
        recipe kitchen chef waiter menu cheese sausage pastry honey vinegar mustard noodle biscuit chocolate lemonade cider whisky
        bicycle scooter helmet tyre brake gearbox engine exhaust windscreen saddle stirrup jockey racecourse wager lottery jackpot
        blanket lantern umbrella suitcase wardrobe mirror carpet curtain cushion candle stove kettle teapot saucepan bucket shovel
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static readonly string[] Verbs =
        """
        abandon absorb accept accuse acquire adjust admire adopt advise allege alter amend announce appoint approve arrange assess
        assign assure attack attract audit avert award back banish bless block bolster borrow boycott brand broaden burden calculate
        cancel capture caution celebrate challenge champion chart cherish circulate cite clarify clean clear collect condemn confirm
        confiscate conserve consider consult contest convert convict correct counter cover criticise cultivate curb damage debate
        declare decline defend define delay deliver demand demolish denounce deny deploy describe deserve design destroy detail
        detect devote dismiss display divert document donate double doubt earn ease embarrass embrace employ endorse endure enforce
        engage enjoy enlarge enlist ensure escort establish evacuate evaluate examine exceed exchange expand expect expel explain
        explore export expose extend favour feature fence fill finance finish flatten follow force foster frame fulfil furnish gather
        generate govern greet guard halve hammer hand harm harvest heal heighten help highlight hire honour host identify ignore
        illustrate import impress improve include inflate inform inherit injure inspect inspire install insulate insure intercept
        introduce invent invite isolate join judge justify label launch lengthen lessen license lift limit link list load loosen
        lower maintain manage mark market measure mention merge minimise mock modify monitor mourn move mute name narrow negotiate
        nominate notify number observe obtain occupy offer open oppose order outline overhaul oversee own paint patrol perform permit
        persuade photograph picture place plant pledge polish postpone praise predict prepare present preserve pressure prevent
        process produce prolong promise promote propose protect prove provoke publish punish purchase pursue question quieten raise
        rank rate ration reach rebrand recall receive reclaim recognise recommend record recover recruit recycle redesign reduce
        refine reform refurbish refuse register reject release relocate rename renew renovate rent repair repeat replace
        rescue reshape resist resolve respect restore restrict resume retain retire return reveal reverse review revise revive reward
        risk ruin sample sanction satisfy scatter screen search secure select serve settle shelter shield shorten shuffle sign
        silence simplify solve sponsor stabilise stage stock store strain strengthen study subsidise succeed suggest supply support
        surprise surround survey suspect suspend sustain switch tackle target tax test thank threaten tighten tolerate tour trace
        track train transfer transform treat trigger trust uncover unite unveil update upgrade urge use vaccinate value visit
        volunteer wager warn waste weaken welcome widen withhold witness worry
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(v => v is not ("oversee" or "withhold" or "permit" or "expel" or "fulfil" or "transfer" or "prove")).ToArray();

    public static readonly string[] Adjectives =
        """
        abrupt absent academic ageing agile alpine ambitious ample ancient angry annual anxious arid armed artificial austere authentic
        awkward bankrupt barren bitter bleak blunt bold brave brief bright brisk brittle broad bustling busy calm candid careful
        cautious central cheap chronic civic clever coastal cold colonial colossal comic compact complex concrete confident constant
        contested costly cramped creative crowded crucial cruel curious damp dangerous daring decent defiant deliberate dense
        digital diligent dire discreet distant diverse domestic dormant dramatic dreary dubious durable dusty eager eastern eccentric
        elaborate elderly elegant electric emergency eminent empty endless energetic enormous equal essential eternal ethical exotic
        expensive experimental explosive external faint fair familiar famous fatal federal feeble fertile fierce final financial firm
        flawed flexible foreign formal fragile frantic frequent frugal full fussy gallant generous gentle genuine giant glamorous
        global gloomy graceful gradual grand grim hasty hazardous healthy hectic hidden historic hollow honest hostile humble humid
        icy ideal idle illegal immense imminent impartial imperial improper inclusive independent industrial inner innocent intense
        internal intimate jagged joint jubilant junior keen lavish lawful lean legal lengthy liberal literary lively local lofty
        lonely loose loud loyal lucrative luxury magnetic marine massive mature meagre medical medieval mild military minor mobile
        modest monthly moral muddy municipal mutual narrow naval neat nervous neutral nimble nocturnal noisy northern notable nuclear
        obscure obsolete official ominous optimistic ordinary ornate outdated overdue painful pale partial passive patient peaceful
        peculiar permanent pivotal plain playful pleasant polite popular portable practical precious precise pristine private prolific
        prominent prompt proud provincial prudent punctual quaint quarterly quick quiet radical rapid rare reckless regional reliable
        reluctant remote resilient rigid ripe rival robust rocky rough royal rugged rural rustic sacred scarce scenic secular
        secret senior sensible separate serene severe shabby shallow sharp shrewd silent simple sleek slender slim sluggish smooth
        sober social solemn solid southern sparse special spectacular stable stark steady steep sterile stern strategic strict
        stubborn sturdy subtle sudden surplus swift symbolic tactical tame tedious temporary tense thorough thrifty tidy timely
        tiny tolerant toxic tranquil transparent tropical turbulent typical uneasy unfair unique unlikely unpaid untested urban
        urgent useful vacant vague valid vast veteran viable vibrant vigilant virtual vital vivid volatile vulnerable wary weary
        wealthy western wholesale wintry wise wooden worthy yearly youthful
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static readonly string[] Adverbs =
        """
        abruptly accurately actively anxiously badly barely belatedly boldly bravely briefly brightly broadly calmly carefully
        cautiously cheaply cleverly closely constantly correctly deeply defiantly deliberately directly eagerly easily equally
        eventually evidently exactly fairly faithfully finally firmly flatly formally frankly freely fully gently gladly gradually
        grudgingly hastily heavily honestly hurriedly instantly jointly keenly largely legally lightly locally loudly mainly mildly
        narrowly nearly neatly nervously openly partly patiently plainly politely privately promptly proudly publicly quickly quietly
        rapidly rarely readily reluctantly repeatedly roughly sadly secretly sharply silently slowly smoothly softly solemnly steadily
        sternly strictly strongly suddenly swiftly tacitly temporarily thoroughly tightly unanimously unexpectedly urgently vaguely
        voluntarily warmly widely wisely
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static readonly Dictionary<WordForm, string[]> Forms = new()
    {
        [WordForm.Noun] = Nouns,
        [WordForm.Nouns] = [.. Nouns.Select(Plural)],
        [WordForm.Past] = [.. Verbs.Select(Past)],
        [WordForm.Base] = Verbs,
        [WordForm.Doing] = [.. Verbs.Select(Doing)],
        [WordForm.Adjective] = Adjectives,
        [WordForm.Adverb] = Adverbs,
    };

    private static readonly Dictionary<string, WordForm> FormOf = Forms
        .SelectMany(f => f.Value.Select(word => (Word: word, Form: f.Key))).DistinctBy(w => w.Word).ToDictionary(w => w.Word, w => w.Form);

    /// <summary>Another word of the same class and form; null for names, figures and the small words of grammar.</summary>
    public static string? Other(string word, Random random) => FormOf.TryGetValue(word, out WordForm form)
        ? Forms[form][random.Next(Forms[form].Length)] is { } other && other != word ? other : Forms[form][0] : null;

    public static string Plural(string noun) => noun switch
    {
        [.., 's'] or [.., 'x'] or [.., 'c', 'h'] or [.., 's', 'h'] => noun + "es",
        [.., not ('a' or 'e' or 'o'), 'y'] => noun[..^1] + "ies",
        _ => noun + "s",
    };

    public static string Past(string verb) => verb switch
    {
        [.., 'e'] => verb + "d",
        [.., not ('a' or 'e' or 'o'), 'y'] => verb[..^1] + "ied",
        _ => verb + "ed",
    };

    public static string Doing(string verb) => verb is [.., 'e'] ? verb[..^1] + "ing" : verb + "ing";

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
