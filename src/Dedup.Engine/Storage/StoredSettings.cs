using System.Data.Common;
using System.Globalization;
using Dapper;
using Dedup.Engine.Extraction;

namespace Dedup.Engine.Storage;

/// <summary>The settings under which a database was made: unlike schemes and rules refuse to mix.</summary>
internal static class StoredSettings
{
    private const string Rules = "extraction rules";

    /// <summary>Stores the settings in a new database and compares them in an old one.</summary>
    /// <exception cref="DatabaseException">They differ; the message names each.</exception>
    public static void Require(DbConnection connection, DedupOptions options)
    {
        if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM settings WHERE name = 'scheme')") == 0)
        {
            using var transaction = new WriteTransaction(connection);
            connection.Execute("INSERT INTO settings(name, value) VALUES (@Key, @Value)", Of(options));
            transaction.Commit();
            return;
        }
        RequireForReading(connection, options);
    }

    /// <summary>Compares the settings with those of the database.</summary>
    /// <exception cref="DatabaseException">They differ; the message names each.</exception>
    public static void RequireForReading(DbConnection connection, DedupOptions options) => Require(connection, options, Of(options));

    /// <summary>Compares all settings but the version of the extraction rules.</summary>
    /// <returns>The version of the database.</returns>
    /// <exception cref="DatabaseException">They differ; the message names each.</exception>
    public static string? RequireButRules(DbConnection connection, DedupOptions options)
    {
        Dictionary<string, string> settings = Of(options);
        settings.Remove(Rules);
        Require(connection, options, settings);
        return connection.ExecuteScalar<string?>("SELECT value FROM settings WHERE name = @Rules", new { Rules });
    }

    private static void Require(DbConnection connection, DedupOptions options, Dictionary<string, string> settings)
    {
        List<string> unlike = Unlike(connection, settings);
        if (unlike.Count > 0)
        {
            throw new DatabaseException(
                $"{options.Store.Name}: was made with other settings ({string.Join("; ", unlike)}); results would not compare: restore them, work everything out again under the new ones with 'dedup rebuild', or name a new file with --db")
            {
                IsOfOtherSettings = true,
            };
        }
    }

    /// <summary>Puts the settings in the place of those of the database, which is worked out again under them.</summary>
    /// <returns>What was changed.</returns>
    public static IReadOnlyList<string> Replace(DbConnection connection, DedupOptions options)
    {
        List<string> unlike = Unlike(connection, Of(options));
        connection.Execute("DELETE FROM settings");
        connection.Execute("INSERT INTO settings(name, value) VALUES (@Key, @Value)", Of(options));
        return unlike;
    }

    private static List<string> Unlike(DbConnection connection, Dictionary<string, string> settings)
    {
        Dictionary<string, string> stored = connection.Query<(string Name, string Value)>("SELECT name, value FROM settings")
            .ToDictionary(row => row.Name, row => row.Value);
        return [.. settings.Where(setting => stored.GetValueOrDefault(setting.Key) != setting.Value)
            .Select(setting => $"{setting.Key} was {stored.GetValueOrDefault(setting.Key) ?? "not set"} and is now {setting.Value}")];
    }

    private static Dictionary<string, string> Of(DedupOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            ["scheme"] = options.Sketch.Scheme.Id,
            [Rules] = PageExtractor.RulesVersion.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string section, object values) in new (string, object)[] { (nameof(options.Candidates), options.Candidates), (nameof(options.Verification), options.Verification) })
        {
            foreach (System.Reflection.PropertyInfo property in values.GetType().GetProperties().Where(p => p.CanWrite))
                settings[$"{section}:{property.Name}"] = Convert.ToString(property.GetValue(values), CultureInfo.InvariantCulture)!;
        }
        return settings;
    }
}
