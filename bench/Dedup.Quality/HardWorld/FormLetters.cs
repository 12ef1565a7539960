using System.Globalization;
using System.Text.RegularExpressions;

namespace Dedup.Quality.HardWorld;

/// <summary>What two stories of one form letter differ in.</summary>
internal enum Fill
{
    /// <summary>Figures and names.</summary>
    Both,

    /// <summary>Names only: figures are the letter's.</summary>
    Names,

    /// <summary>Figures only: names are the letter's.</summary>
    Numbers,
}

/// <summary>
/// Form letters. A slot is {kind index}: p person, s surname of that person, l place, o company, t ticker, c club, w weekday;
/// {n low high} is a figure. A bureau adds fixed sentences of its own or leaves
/// the last paragraph out, so that one letter makes several families that share more or less of their words.
/// </summary>
internal static partial class FormLetters
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly (Fill Fill, string Title, string[] Text)[] All =
    [
        (Fill.Both, "{o1} ({t1}) reports quarterly results",
        [
            "{o1} ({t1}) on {w1} reported net income of {n 10 990}.{n 1 9} million crowns for the quarter. On a per-share basis, the {l1}-based company said it had profit of {n 1 9}.{n 10 99} crowns.",
            "Earnings, adjusted for one-time gains and costs, were {n 1 9}.{n 10 99} crowns per share. The results beat the expectations of market watchers, whose average estimate was for earnings of {n 1 9}.{n 10 99} crowns per share.",
            "The company posted revenue of {n 10 990}.{n 1 9} million crowns in the period, against forecasts of {n 10 990}.{n 1 9} million crowns.",
            "For the current quarter ending in the summer, {o1} said it expects revenue in the range of {n 10 990} million to {n 10 990} million crowns. The shares have moved {n 2 60} per cent since the beginning of the year and closed at {n 10 99}.{n 10 99} crowns.",
            "This summary was put together automatically from the filings of the company and the data of the exchange, and no editor has read it before it was sent out.",
        ]),
        (Fill.Numbers, "Winning numbers drawn in ‘{l1} Six’ game",
        [
            "These numbers were drawn in the evening drawing of the ‘{l1} Six’ game: {n 1 9}, {n 10 19}, {n 20 29}, {n 30 39}, {n 40 44}, {n 45 49}; bonus ball {n 1 49}.",
            "The estimated jackpot for the next drawing is {n 2 90}.{n 1 9} million crowns, and {n 100 9000} tickets matched four of the numbers. Five right paid {n 1000 99999} crowns to {n 2 60} players, four right {n 100 990} crowns to {n 100 999} and three right {n 5 40} crowns to {n 1000 9999}. The drawing before was won with {n 1 9}, {n 10 19}, {n 20 29}, {n 30 39}, {n 40 44} and {n 45 49}.",
            "Players who match all six numbers win the jackpot or share it with others who did the same. Tickets are sold at kiosks and post offices until one hour before the drawing, and prizes must be claimed within half a year at any office of the lottery.",
            "Buyers must be of age. The lottery reminds players to treat the game as a pastime, to set themselves a limit, and to seek advice where playing has become a burden for them or for their families.",
        ]),
        (Fill.Numbers, "Weather outlook for {l1} and the coast",
        [
            "Here is the outlook for {l1} and the nearby coast. Highs will reach {n 5 33} degrees in the afternoon and lows will fall to {n 0 14} degrees by the early morning, with a chance of rain of {n 5 95} per cent.",
            "Winds from the sea at {n 8 60} kilometres an hour, gusting to {n 61 95} on the headland. Humidity will stand at {n 40 98} per cent at noon and visibility at {n 2 30} kilometres in the harbour.",
            "Sunrise is at {n 5 8}:{n 10 59} and sunset at {n 16 21}:{n 10 59}. The sea temperature is {n 6 22} degrees and high water at the pier is {n 1 5}.{n 1 9} metres. Tomorrow {n 0 14} to {n 15 33} degrees and {n 0 9}.{n 1 9} millimetres of rain, the day after {n 0 14} to {n 15 33} degrees and {n 0 9}.{n 1 9} millimetres.",
            "Skippers of small boats are advised to listen to the next bulletin before they leave the harbour, to tell the station where they are going, and to carry flares and a working radio. The next outlook follows at the usual hour.",
        ]),
        (Fill.Both, "{c1} {n 1 9}0, {c2} {n 1 9}1",
        [
            "{p1} scored {n 10 45} points, and {c1} beat {c2} on {w1} night in front of {n 1000 19000} spectators.",
            "{p2} added {n 8 30} points and {n 5 18} rebounds for {c1}, while {p3} made {n 2 9} of {n 10 19} shots from the field and finished with {n 8 22} points.",
            "{p4} led {c2} with {n 10 38} points and {n 3 14} assists. The visitors shot {n 30 60}.{n 1 9} per cent from the field and turned the ball over {n 6 24} times.",
            "The lead changed hands {n 2 20} times before {c1} pulled away with a run in the last quarter. {c2} came no closer than {n 3 15} points in the closing minutes and lost for the second time on the road.",
            "Both teams are back on the floor next week. This report was generated from the official statistics of the league and the sheet of the scorer’s table.",
        ]),
        (Fill.Names, "Obituary: {p1}",
        [
            "{p1} of {l1} passed away peacefully at home, surrounded by family. Born in {l2} to the late {p2} and {p3}, {s1} was a lifelong member of the parish and a friend to everybody on the street.",
            "After leaving school {s1} learned a trade at {o1} and stayed there until retirement. {s1} loved the garden, the choir and long walks with the dog, and never missed a fair.",
            "{s1} is survived by a daughter, {p4}, a son, {p5}, and many nieces and nephews. A brother, {p6}, went before.",
            "Visitation will be held at the funeral home on {w1} from the early afternoon until evening. A service of thanks will be held at the parish church on the following morning, with burial in the churchyard and refreshments in the hall to follow.",
            "In lieu of flowers, the family asks for gifts to the hospice, whose nurses gave comfort and kindness through the last weeks. The family wishes to thank all who called, wrote and cooked.",
        ]),
        (Fill.Names, "{o1} appoints {p1} to its board",
        [
            "{o1} today announced the appointment of {p1} to its board of directors with immediate effect. {s1} joins from {o2}, where the past decade was spent in senior positions in finance and operations.",
            "“We are delighted to welcome {s1} to the board,” said {p2}, who chairs it. “The experience gained at {o2} and before that at {o3} will be of great value to our company, our customers and our shareholders.”",
            "“I am honoured to join {o1} at such an important time,” said {s1}. “I look forward to working with the team in {l1} and to building on what has been achieved.”",
            "{s1} holds a degree in economics from the university of {l2} and sits on the council of a charity for young musicians.",
            "The board will propose the election of the new director to the shareholders at the next general meeting. With this appointment a majority of the members of the board are independent within the meaning of the code.",
        ]),
        (Fill.Names, "What is open and closed for the holiday in {l1}",
        [
            "Here is what will be open and what will be closed for the holiday on {w1} in {l1}.",
            "The offices of the town, the library and the court on {l2} Street will be closed all day. Rubbish that is usually fetched on the day of the holiday will be fetched one day later, and the tip near {l3} stays shut until the end of the week.",
            "Buses between {l1} and {l4} will run as on a Sunday. The ferry to {l5} will not sail. Parking at meters is free, but the rules for fire lanes and loading bays are enforced as on any other day.",
            "Banks and post offices will be closed. Most chemists will be open until noon; the one at {l6} Square is on duty through the night. {o1}, {o2} and the {l7} branch of {o3} open until noon, and {o4} closes its doors from {l8} to {l9}. Ask for {p1} or {p2} at the desk. The swimming pool and the skating rink keep the hours of a weekend.",
            "Residents who have questions are asked to call the town hall on the next working day. In an emergency, call the usual number; it is answered at all hours.",
        ]),
        (Fill.Both, "Trading in {o1} halted",
        [
            "The exchange halted trading in the shares of {o1} ({t1}) at {n 9 16}:{n 10 59} on {w1}, pending an announcement by the company. The last price before the halt was {n 2 99}.{n 10 99} crowns.",
            "By then {n 100 990},{n 100 999} shares had changed hands, against a daily average of {n 100 990},{n 100 999} over the past month. The price had moved by {n 6 40}.{n 1 9} per cent within {n 3 20} minutes.",
            "Under the rules of the exchange a halt lasts until the news has been published and the market has had time to take it in. Orders that were entered before the halt stay in the book and may be cancelled. A further notice will say when trading resumes.",
            "A spokesperson for {o1} in {l1} could not be reached at once. This notice was issued automatically by the desk that watches the market.",
        ]),
        (Fill.Both, "Is {o1} ({t1}) a good stock to buy now?",
        [
            "Is {o1} ({t1}) a good stock to buy right now? We looked at what the smart money thinks. At the end of the quarter, {n 5 95} of the funds that we follow held the stock, a change of {n 3 40} per cent from the quarter before.",
            "The largest stake was held by {o2}, run by {p1}, which was worth {n 10 900}.{n 1 9} million crowns. It was followed by {o3} with a position of {n 10 900}.{n 1 9} million crowns.",
            "In terms of weight in the portfolio, {p2} gave the biggest share to {o1}, about {n 2 19}.{n 10 99} per cent of all that the fund holds.",
            "There are plenty of ways to judge a stock. One of the best is to see what hedge funds do. Our research has shown that the picks of the best funds can beat the market by a good margin, and that is why we publish a list each quarter and a letter each month.",
            "Over the past year the stock returned {n 2 90}.{n 1 9} per cent against {n 2 30}.{n 1 9} per cent for the index. We hold no position in any of the stocks named here, and nothing in this article is advice to buy or to sell.",
        ]),
        (Fill.Numbers, "{l1} exchange: closing report",
        [
            "The main index of the {l1} exchange closed at {n 1000 9000}.{n 10 99} points, a move of {n 2 90}.{n 1 9} points or {n 1 4}.{n 10 99} per cent from the day before.",
            "Turnover came to {n 100 990}.{n 1 9} million crowns. There were {n 10 90} winners and {n 10 90} losers, and {n 2 20} issues ended where they began. The index of small companies stood at {n 1000 9000}.{n 10 99} points.",
            "The yield on bonds of ten years was {n 1 6}.{n 100 999} per cent. A crown bought {n 1 3}.{n 1000 9999} marks at the fixing, and a barrel of oil cost {n 40 99}.{n 10 99} crowns.",
            "Figures are those of the exchange at the close and may be revised in the course of the evening. The exchange opens again at the usual hour on the next day of trading; closing prices of all issues stand in the tables.",
        ]),
        (Fill.Names, "Police name victim of {l1} crash",
        [
            "Police have named the driver who died when a car left the road near {l1} on {w1} evening as {p1}, of {l2}.",
            "Officers were called to the scene on the {l3} road shortly after dusk. The driver was taken to the hospital in {l4} but died there in spite of the efforts of the doctors. Nobody else was hurt.",
            "“{s1} was the kindest person we knew and will be missed beyond words,” the family said in a statement that was passed on by the police. “We ask that our privacy be respected at this time.”",
            "Inspector {p2} appealed to anybody who saw the car before the accident, or who has footage from a camera on board, to come forward. {p3}, who lives at the {l5} junction, and {p4} of {o1} gave first aid, and {p5} called for help from {l6}. The road was closed for several hours while the scene was examined, and was opened again in the early morning.",
        ]),
        (Fill.Numbers, "Drivers face higher prices at the pump in {l1}",
        [
            "The average price of a litre of petrol in {l1} stood at {n 1 3}.{n 100 999} crowns this morning, against {n 1 3}.{n 100 999} crowns a week ago and {n 1 3}.{n 100 999} crowns a month ago, according to a survey of {n 60 400} stations.",
            "The cheapest station asked {n 1 3}.{n 100 999} crowns and the dearest {n 1 3}.{n 100 999} crowns, a difference of {n 10 60} cents. Diesel was at {n 1 3}.{n 100 999} crowns. In the north drivers paid {n 1 3}.{n 100 999} crowns, in the south {n 1 3}.{n 100 999}, in the east {n 1 3}.{n 100 999} and in the west {n 1 3}.{n 100 999}; on the motorway it was {n 1 3}.{n 100 999} crowns.",
            "Prices at the pump follow those of crude oil with a delay of about two weeks, and taxes make up more than half of what drivers pay. The club of motorists advises its members to compare, to fill up in the evening rather than in the morning, and to look at the pressure of their tyres.",
            "The survey is made each day by asking every station in the list for its price at the same hour; stations that do not answer are left out.",
        ]),
    ];

    public static int Count => All.Length;

    public static Fill FillOf(int letter) => All[letter].Fill;

    /// <summary>One story of a letter. Names or figures that do not vary are those of the letter and bureau.</summary>
    public static Story Write(string id, int letter, int bureau, Random random)
    {
        (Fill fill, string title, string[] text) = All[letter];
        var house = new Random((letter * 1000) + bureau + 17);
        string[] own = new Prose(house).Paragraph(bureau % 3 == 2 ? 1 : 2);
        Random names = fill == Fill.Numbers ? new Random((letter * 1000) + bureau + 531) : random;
        Random figures = fill == Fill.Names ? house : random;
        var filled = new Dictionary<string, string>();
        string In(string line) => Slot().Replace(line, m => m.Groups[1].Value == "n"
            ? figures.Next(Number(m.Groups[2]), Number(m.Groups[3]) + 1).ToString(CultureInfo.InvariantCulture)
            : Name(m.Groups[1].Value[0], m.Groups[2].Value, filled, names));
        string first = In(title);
        return new Story(id, first, [.. text.SkipLast(bureau % 3 == 2 ? 1 : 0).Select(line => new[] { In(line) }), .. bureau % 3 == 1 ? [] : (string[][])[own]]);
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    private static string Name(char kind, string index, Dictionary<string, string> filled, Random random)
    {
        if (kind == 's') return Name('p', index, filled, random).Split(' ')[1];
        string slot = kind + index;
        if (!filled.TryGetValue(slot, out string? name))
        {
            filled[slot] = name = kind switch
            {
                'p' => Names.Person(random),
                'l' => Names.Place(random),
                'o' => Names.Body(random),
                't' => string.Concat(Enumerable.Range(0, 4).Select(_ => (char)('A' + random.Next(26)))),
                'c' => Names.Place(random) + " " + Words.Capital(Words.Plural(Words.Nouns[random.Next(Words.Nouns.Length)])),
                _ => Days[random.Next(Days.Length)],
            };
        }
        return name;
    }

    [GeneratedRegex(@"\{([a-z]) ?(\d+)(?: (\d+))?\}")]
    private static partial Regex Slot();
}
