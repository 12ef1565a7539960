using System.CommandLine;
using System.Reflection;
using System.Text.Json;
using Dedup.Distributed.Storage;
using Dedup.Engine;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;

namespace Dedup.Host.Configuration;

/// <summary>Every fault of the configuration, one a line.</summary>
internal sealed class ConfigurationException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>
/// The options of a command: appsettings.json in the executable's own folder, then environment variables
/// (<c>Dedup__Database</c>), then flags. Unknown keys and values out of range are reported together.
/// </summary>
internal sealed class Settings
{
    private readonly Option<string?> _database = new("--db")
    {
        Description = "The database file (default: Dedup:Database of appsettings.json, dedup.db)",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Override a setting, for example --set Verification:NearResemblance=0.6; may be repeated",
        HelpName = "KEY=VALUE",
        Recursive = true,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public Settings(RootCommand root)
    {
        root.Add(_database);
        root.Add(_set);
    }

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="ConfigurationException">With every fault.</exception>
    public DedupOptions Load(ParseResult parsed)
    {
        var faults = new List<string>();
        // Keys mean the same in any case, and the last of them counts.
        var flags = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (string pair in parsed.GetValue(_set) ?? [])
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) faults.Add($"--set {pair}: must be KEY=VALUE");
            else flags[$"{DedupOptions.Section}:{pair[..at]}"] = pair[(at + 1)..];
        }
        if (parsed.GetValue(_database) is string database) flags[$"{DedupOptions.Section}:{nameof(DedupOptions.Database)}"] = database;

        var options = new DedupOptions();
        try
        {
            IConfigurationRoot configuration = new ConfigurationBuilder()
                .AddJsonFile(ConfigurationFile, optional: false)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(flags)
                .Build();
            faults.AddRange(UnknownKeys(ConfigurationFile));
            faults.AddRange(UnknownKeys(configuration.GetSection(DedupOptions.Section), typeof(DedupOptions)));
            Bind(configuration.GetSection(DedupOptions.Section), options, faults);
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException or JsonException)
        {
            faults.Add(e.InnerException is null ? e.Message : $"{e.Message} {e.InnerException.Message}");
        }
        faults.AddRange(OptionRules.Faults(options));
        if (faults.Count == 0) Use(options, faults);
        return faults.Count == 0 ? options : throw new ConfigurationException(faults);
    }

    /// <summary>The database of a name: a connection string of PostgreSQL, or a file.</summary>
    /// <exception cref="DatabaseException">It cannot be read.</exception>
    public static IStore StoreOf(string database) => PostgresStore.IsConnectionString(database) ? new PostgresStore(database) : new SqliteStore(database);

    private static void Use(DedupOptions options, List<string> faults)
    {
        try
        {
            options.Use(options.Storage == StorageKind.PostgreSql ? new PostgresStore(options.Database) : StoreOf(options.Database));
        }
        catch (DatabaseException e)
        {
            faults.Add(e.Message);
        }
    }

    /// <summary>The log levels of the configuration, for the host.</summary>
    public static IConfiguration Logging => new ConfigurationBuilder().AddJsonFile(ConfigurationFile, optional: false).AddEnvironmentVariables().Build().GetSection("Logging");

    private static string ConfigurationFile => Path.Combine(AppContext.BaseDirectory, "appsettings.json");

    /// <summary>Values are bound one by one, so that each that does not convert is reported and not only the first.</summary>
    private static void Bind(IConfigurationSection section, object target, List<string> faults)
    {
        foreach (PropertyInfo property in target.GetType().GetProperties().Where(p => p.CanWrite))
        {
            IConfigurationSection child = section.GetSection(property.Name);
            if (!child.Exists()) continue;
            switch (property.GetValue(target))
            {
                case Dictionary<string, string> map:
                    foreach (IConfigurationSection entry in child.GetChildren()) map[entry.Key] = entry.Value ?? string.Empty;
                    break;
                case System.Collections.IList list:
                    foreach (IConfigurationSection entry in child.GetChildren())
                    {
                        object item = Activator.CreateInstance(ItemType(property.PropertyType))!;
                        Bind(entry, item, faults);
                        list.Add(item);
                    }
                    break;
                case object inner when IsSection(property.PropertyType):
                    Bind(child, inner, faults);
                    break;
                default:
                    try
                    {
                        property.SetValue(target, child.Get(property.PropertyType));
                    }
                    catch (InvalidOperationException)
                    {
                        faults.Add($"{child.Path} is '{child.Value}'; it must be {(property.PropertyType == typeof(double) ? "a number" : "a whole number")}");
                    }
                    break;
            }
        }
    }

    private static bool IsSection(Type type) => type.IsClass && type != typeof(string);

    private static Type ItemType(Type list) => list.GetGenericArguments()[0];

    /// <summary>Keys of the file outside the sections it may have.</summary>
    private static IEnumerable<string> UnknownKeys(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return [.. json.RootElement.EnumerateObject().Where(p => p.Name is not (DedupOptions.Section or "Logging")).Select(p => $"{p.Name} is no setting ({file})")];
    }

    private static IEnumerable<string> UnknownKeys(IConfigurationSection section, Type type)
    {
        foreach (IConfigurationSection child in section.GetChildren())
        {
            PropertyInfo? property = type.GetProperties()
                .FirstOrDefault(p => p.CanWrite && string.Equals(p.Name, child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                yield return $"{child.Path} is no setting";
                continue;
            }
            if (!IsSection(property.PropertyType)) continue;
            // An empty list of the file has an empty value.
            if (!string.IsNullOrEmpty(child.Value)) yield return $"{child.Path} is '{child.Value}'; it must be a section";
            if (property.PropertyType == typeof(Dictionary<string, string>)) continue;
            bool isList = property.PropertyType.IsGenericType;
            IEnumerable<string> unknown = isList
                ? child.GetChildren().SelectMany(item => item.Value is null
                    ? UnknownKeys(item, ItemType(property.PropertyType))
                    : [$"{item.Path} is '{item.Value}'; it must be a section"])
                : UnknownKeys(child, property.PropertyType);
            foreach (string key in unknown) yield return key;
        }
    }
}
