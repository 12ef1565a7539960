namespace Dedup.Engine.Tests.Support;

/// <summary>Invented stories that tests put on pages.</summary>
internal static class Stories
{
    /// <summary>Ten paragraphs of about equal length.</summary>
    public static readonly string[] Ferry =
    [
        "The car ferry Aurelia lost power in both engines off the island of Skarholm before dawn on Tuesday and drifted for six hours with 214 people aboard.",
        "Passengers in life jackets gathered on the upper deck and sang to keep the children calm while the crew lowered anchors that would not hold.",
        "Coast guard officers said the wind pushed the vessel to within half a mile of the Horn reef, where two trawlers were lost in the last century.",
        "A salvage tug from the mainland reached the drifting ferry shortly after nine and passed a line across at the third attempt in heavy swell.",
        "Captain Henrik Dahl told reporters on the quay that he had never been so glad to see such an ugly little boat in his whole life.",
        "Engineers who went below after the landing found seawater in the fuel tanks and traced it to a cracked vent pipe beneath the car deck.",
        "The operator said the same pipe had been inspected in spring and promised to check all five of its other ships before the weekend timetable.",
        "Islanders depend on the crossing for groceries and school, and the mayor asked the navy to lend a landing craft until the ferry returns.",
        "Insurance brokers estimated the damage at nine million crowns, not counting the claims of forty lorry drivers whose cargo of strawberries had spoiled.",
        "A commission of inquiry will publish its first findings before midsummer, and unions want the rules on maintenance crews tightened well before then.",
    ];

    public static readonly string[] Orchard =
    [
        "Apple growers in the Weir valley have begun to pull up century-old orchards because no cider maker will promise to buy the coming harvest.",
        "Marta Quell, whose grandfather planted the first rows, watched a digger topple sixty trees in one morning and then went indoors to bake.",
        "The cooperative blames cheap concentrate shipped from abroad, which costs a third of what local fruit must fetch to pay for the picking.",
        "Agronomists at the county college propose to graft dessert varieties on the old stocks, a change that would take four lean years to bear.",
        "Not everyone is gloomy, and two young distillers have leased an empty packing shed where they mean to turn bruised windfalls into brandy.",
    ];

    /// <summary>Another story about the event of <see cref="Ferry"/>.</summary>
    public static readonly string[] FerryReaction =
    [
        "Unions representing seafarers called on Wednesday for a new law on engine-room staffing, one day after a drifting ferry alarmed the islands.",
        "Their chairwoman, Pernille Stoltz, said that cutting night watches to a single mechanic had been a gamble with the lives of travellers.",
        "Shipping companies rejected the charge and pointed to a record of eleven years without a death on any of the northern crossings.",
        "Parliament will debate the proposal next month, and the transport minister has already hinted that she may meet the unions half way.",
    ];

    public static string Text(IEnumerable<string> paragraphs) => string.Join('\n', paragraphs);

    /// <summary>A page in the form of a content farm.</summary>
    public static string FarmPage(string site, string section, string title, string date, IEnumerable<string> paragraphs) =>
        $"""
        Current:Home > {section}{title} -{site}
        {title}
        View
        Date:{date}
        {Text(paragraphs)}
        veryGood! (53)
        Related
        - Beekeepers count their losses after a cold and soggy spring
        - Why the mayor of Olm sleeps in a tent outside her office
        - Singer Tessa Bruun postpones autumn tour for the second time
        Ranking
        - Seven questions about the tunnel to nowhere, answered at last
        - Goalkeeper sent off after argument with his own mascot
        Recommendation
        Retired postman walks every street in the capital twice
        Chess club evicts ghost, wins regional title on Sunday
        """;
}
