using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Reads the dates that the lines of a page claim for its article, and which of them is its own.</summary>
internal static partial class PageDates
{
    /// <summary>
    /// The claimed date: one given with the page, else a labelled one, else the first below the headline, else any near the
    /// article; an update's date, a relative one and the address's only where there is no other. A date above the headline is
    /// as a rule the day of the visit, and a claim only where the page has no better.
    /// </summary>
    public static Found? Read(LineFeatures[] forms, PageLine[] lines, int titleLine, int start, int end, DateClaims claims)
    {
        Found? given = claims.FromHints();
        Found? labelled = null;
        Found? below = null;
        Found? relative = null;
        Found? updated = null;
        Found? elsewhere = null;
        for (int i = 0; i < lines.Length; i++)
        {
            PageLine line = lines[i];
            if (line.Reason is not (LineReason.Label or LineReason.Date or LineReason.Byline)) continue;
            bool near = i > titleLine && i <= start + 3;
            foreach ((string kind, string value) in forms[i].Labels)
            {
                if (kind == "date" && i > titleLine) labelled ??= claims.Read(DateClaims.Page, value, line.Text);
                if (kind == "updated") updated ??= claims.Read(DateClaims.Updated, value, line.Text);
            }
            if (claims.Find(forms[i]) is not Found date)
            {
                // A relative word elsewhere is some other story's.
                if (near) relative ??= claims.Read(UpdateForm().IsMatch(line.Text) ? DateClaims.Updated : DateClaims.Page, line.Text, line.Text);
            }
            else if (UpdateForm().IsMatch(line.Text))
            {
                updated ??= claims.Keep(DateClaims.Updated, date, line.Text);
            }
            else if (near)
            {
                below ??= claims.Keep(DateClaims.Page, date, line.Text);
                if (UpdateWithin().Match(line.Text) is { Success: true } update) updated ??= claims.Read(DateClaims.Updated, line.Text[update.Index..], line.Text);
            }
            else if (i < start || i >= end)
            {
                elsewhere ??= date with { Evidence = line.Text };
            }
        }
        Found? url = claims.FromUrl();
        Found? onPage = labelled ?? below;
        if (onPage is null && (titleLine < 0 || updated is null)) onPage = claims.Keep(DateClaims.Page, elsewhere, null);
        return given ?? onPage ?? updated ?? relative ?? url;
    }

    [GeneratedRegex(@"^\W*(last |zuletzt |mis |ultimo |última |последнее |آخر |最終)?(updated?|modified|aktualisiert|geändert|modifié|à jour|mise à jour|actualizad|actualización|atualizad|atualização|aggiorna|bijgewerkt|обновлен|изменено|تحديث|更新)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UpdateForm();

    /// <summary>Published … , updated …: the second date of a line.</summary>
    [GeneratedRegex(@"(?<=.{8})(\b(updated?|modified|aktualisiert|modifié|mis à jour|mise à jour|actualizad[oa]|atualizad[oa]|aggiornato|bijgewerkt|обновлено)\b|تحديث|更新)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UpdateWithin();
}
