namespace Dedup.Fuzz.Made;

/// <summary>Characters that parsers trip over.</summary>
internal static class Signs
{
    /// <summary>Half pairs, NUL, marks of order and direction, joiners, combining marks, letters whose other case is not one letter of their own.</summary>
    public static readonly string[] Odd =
    [
        "\uD800", "\uDC00", "\uDFFF\uD800", "\0", "\uFEFF", "\uFFFE", "\uFFFF", "\uFFFD", "\u200B", "\u200D", "\u00AD", "\u200E", "\u200F", "\u202A", "\u202E", "\u2066", "\u2069", "\u061C",
        "\u0301", "\u0301\u0301\u0301", "e\u0301", "\u0345", "\u20DD", "\u3099", "\u0E33", "\u0EB3", "\u1100\u1161\u11A8", "İ", "ı", "ſ", "K", "ß", "ẞ", "ŉ", "ǅ", "ﬁ", "ﬃ", "Ω", "µ", "ᾳ", "Σ", "ς",
        "\u00A0", "\u2009", "\u202F", "\u3000", "\u2028", "\u2029", "\u0085", "\t", "\v", "\f", "\r", "\r\n", "\u001B", "\u007F", "\u0080", "\u009F", "😀", "👨‍👩‍👧", "🇩🇪", "𝟘", "𠀀", "𐐷", "\U000E0041",
        "٣", "۴", "४", "９", "²", "½", "Ⅷ", "㍿", "ﷺ", "\uA4D0", "\uA4D1",
    ];

    /// <summary>Signs that forms look for.</summary>
    public static readonly string[] Marks =
        ["-", "–", "—", "--", "|", "·", "•", "/", "\\", "(", ")", "[", "]", "【", "】", "（", "）", "<", ">", "«", "»", "\"", "“", "”", "'", "’", "`", "´", ":", "：", ";", ",", "،", "、", "，", ".", "。", "…", "!", "?", "؟", "@", "#", "&", "%", "+", "=", "*", "_", "~", "^", "$", "€", "©", "®", "→", " ", "  ", "\n", "\n\n", "\t"];

    /// <summary>Numbers at the ends of ranges and beyond them.</summary>
    public static readonly string[] Numbers =
    [
        "0", "1", "9", "00", "12", "31", "32", "60", "61", "99", "100", "365", "1899", "1900", "1969", "1970", "1999", "2000", "2024", "2025", "2100", "2101", "9999", "10000", "65535", "65536", "2147483647", "2147483648",
        "4294967296", "9223372036854775807", "9223372036854775808", "99999999999999999999999999999999", "-1", "-0", "+1", "1e9", "1e400", "0x10", "1.5", "NaN", "0000000000000000001", "99999999", "100000000", "1744639380", "1744639380000", "9999999999999",
    ];

    /// <summary>Letters of the scripts that are read in some way of their own.</summary>
    public static readonly string[] Scripts =
        ["news", "Straße", "Ελλάδα", "новости", "Київ", "חדשות", "أخبار", "समाचार", "ข่าววันนี้", "新闻报道", "ニュース速報", "カタカナ", "뉴스", "ລາວ", "ខ្មែរ", "မြန်မာ", "Հայ", "ქართული"];
}
