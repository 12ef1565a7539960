namespace Dedup.Quality.Templates;

/// <summary>Full prose sentences that are not the article: consent, subscription, appeals, disclaimers.</summary>
internal static class Pitches
{
    private static readonly string[][] s_consent =
    [
        [
            "We and our partners store and access information on your device, such as cookies and unique identifiers, to personalise content and ads, measure how they perform and learn more about our audience.",
            "With your permission we may use precise location data and identification through device scanning. You can click to consent to this processing, or click to refuse, at any time.",
            "Some processing of your personal data may not require your consent, but you have a right to object to such processing. Your preferences will apply to this website only.",
        ],
        [
            "This site uses cookies to make it work properly and to help us understand how it is used. You can find out more in our cookie policy.",
            "By continuing to browse, you agree to our use of cookies. If you do not agree, please adjust the settings of your browser or leave the site.",
        ],
        [
            "Your privacy is important to us. We have updated our privacy notice to explain what data we collect when you visit and why we collect it.",
            "Because you are visiting from a region with its own data protection rules, we need you to make a choice before you carry on reading.",
            "If you accept, we can keep showing you relevant advertising, which pays for the journalism on this page. If you reject, you will see the same number of advertisements, but they may be less relevant to you.",
            "You can change your mind whenever you like by following the link at the bottom of every page.",
        ],
    ];

    private static readonly string[][] s_subscribe =
    [
        [
            "You have reached your limit of free articles this month. Subscribe today for unlimited access on your phone, tablet and computer.",
            "Good journalism takes time and costs money. Our reporters sit through the meetings, read the documents and ask the questions so that you know what is going on in your community.",
            "Already a subscriber? Log in or activate your account to continue. You may cancel at any time before your next billing date.",
        ],
        [
            "Every week our newsroom publishes hundreds of stories you will not find anywhere else. A digital subscription costs less than a cup of coffee a week.",
            "New subscribers pay just one dollar for the first six months, after which the standard rate applies until cancelled.",
        ],
        [
            "This story is free to read today because of the support of subscribers like you. If you value what we do, please consider joining them.",
            "Subscribers get full access to the website and apps, the digital replica of the printed paper, and our award-winning newsletters.",
            "Offer available to new customers only. Prices may vary by region and taxes may apply.",
            "Questions about your account? Our customer care team is available from eight in the morning on weekdays.",
        ],
    ];

    private static readonly string[][] s_appeals =
    [
        [
            "Before you go, we have a small favour to ask. Millions of people turn to us for open, independent news, and readers in 180 countries now support us financially.",
            "We believe everyone deserves access to information that is grounded in facts, and analysis that has integrity. That is why we made a different choice: to keep our reporting open for all.",
            "If you can, please consider giving just a little each month. It takes less than a minute to set up, and you can rest assured that you are making a difference.",
        ],
        [
            "We are a nonprofit newsroom, which means we have no owner and no shareholders to please. Our work is paid for by readers and listeners.",
            "During our spring fundraising drive a local foundation will match every gift, dollar for dollar. Will you make yours today?",
        ],
    ];

    private static readonly string[][] s_risk =
    [
        [
            "Trading in financial instruments involves high risks, including the risk of losing some or all of your investment amount, and may not be suitable for all investors.",
            "The data contained on this website is not necessarily real-time nor accurate. Prices may differ from the actual price at any given market and are therefore not appropriate for trading purposes.",
            "We may be compensated by the advertisers that appear on the website, based on your interaction with the advertisements or advertisers.",
        ],
        [
            "The views and opinions expressed herein are those of the author and do not necessarily reflect those of the exchange or of this publication.",
            "Nothing on this page constitutes investment advice or a recommendation to buy or sell any security. Past performance is no guarantee of future results.",
        ],
    ];

    public static IReadOnlyList<string> Consent(PageDraft draft) => Of(draft, s_consent, "consent");

    public static IReadOnlyList<string> Subscribe(PageDraft draft) => Of(draft, s_subscribe, "subscribe");

    public static IReadOnlyList<string> Appeal(PageDraft draft) => Of(draft, s_appeals, "appeal");

    public static IReadOnlyList<string> Risk(PageDraft draft) => Of(draft, s_risk, "risk");

    private static string[] Of(PageDraft draft, string[][] pool, string kind)
    {
        int third = draft.HouseHas(kind, 34) ? 0 : draft.HouseHas(kind + " again", 50) ? 1 : 2;
        return pool[third % pool.Length];
    }
}
