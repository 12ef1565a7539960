using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dedup.Engine.Export;

namespace Dedup.Host.Access;

/// <summary>What a key may do; each may do what those before it may.</summary>
internal enum Role
{
    /// <summary>Ask.</summary>
    Read,

    /// <summary>Post pages, give and take back judgements.</summary>
    Write,

    /// <summary>Delete, and ask for jobs.</summary>
    Admin,
}

/// <summary>A key as it is kept: of the secret only its hash.</summary>
/// <param name="Id">Names it in lists and logs.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Role">read, write or admin.</param>
/// <param name="Made">When it was made, ISO 8601 UTC.</param>
/// <param name="Hash">SHA-256 of the whole key, in hexadecimal digits: the secret has 256 random bits, so a slow hash would add nothing.</param>
internal sealed record ApiKey(string Id, string Name, string Role, string Made, string Hash);

/// <summary>The API keys of a service, in a file that only its owner may read. A running service hears of a change within a second.</summary>
/// <param name="path">The file.</param>
/// <param name="clock">Tells when to look at it again.</param>
/// <param name="always">Whether a key is asked for though none was ever made: the service can be reached from elsewhere.</param>
internal sealed class ApiKeys(string path, TimeProvider clock, bool always = false)
{
    private const string Prefix = "dedup_";

    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private IReadOnlyList<ApiKey> _known = [];
    private (DateTime Written, long Size) _version;
    private long _looked;

    /// <summary>All keys.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IReadOnlyList<ApiKey> All
    {
        get
        {
            lock (_gate)
            {
                if (_looked != 0 && clock.GetElapsedTime(_looked) < LookAfter) return _known;
                // A file that cannot be read is looked at again by the next request: what was known before must not let anybody in.
                _looked = 0;
                var file = new FileInfo(path);
                (DateTime, long) version = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
                if (version != _version) (_known, _version) = (Read(), version);
                _looked = clock.GetTimestamp();
                return _known;
            }
        }
    }

    /// <summary>Whether keys are asked for: as soon as one was made, though all were taken back since.</summary>
    public bool AreAskedFor => always || All.Count > 0 || _version != default;

    /// <summary>The key that a client shows, or null.</summary>
    public ApiKey? Find(string shown)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(shown));
        ApiKey? found = null;
        // Every key is compared, each in constant time, so that the time it takes tells nothing of any.
        foreach (ApiKey key in All)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(key.Hash))) found = key;
        }
        return found;
    }

    /// <summary>Makes a key.</summary>
    /// <returns>The key, which is shown once and never again, and what is kept of it.</returns>
    public (string Shown, ApiKey Key) Add(string name, Role role)
    {
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        string shown = Prefix + id + "_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var key = new ApiKey(id, name, Words(role), clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown))));
        Write([.. Read(), key]);
        return (shown, key);
    }

    /// <summary>Takes keys back.</summary>
    /// <param name="idOrName">The id of one, or the name of some.</param>
    /// <returns>Those that are gone.</returns>
    public IReadOnlyList<ApiKey> Revoke(string idOrName)
    {
        ApiKey[] all = Read();
        List<ApiKey> gone = [.. all.Where(key => key.Id == idOrName || key.Name == idOrName)];
        if (gone.Count > 0) Write([.. all.Except(gone)]);
        return gone;
    }

    /// <summary>The word of a role.</summary>
    public static string Words(Role role) => role switch
    {
        Role.Read => "read",
        Role.Write => "write",
        _ => "admin",
    };

    private ApiKey[] Read()
    {
        if (!File.Exists(path)) return [];
        try
        {
            ApiKey?[] keys = JsonSerializer.Deserialize<ApiKey?[]>(File.ReadAllBytes(path), Exporter.Json) ?? [];
            return [.. keys.Select(key => key is { Id: not null, Hash.Length: 2 * SHA256.HashSizeInBytes } && key.Hash.All(char.IsAsciiHexDigit) && Enum.GetValues<Role>().Any(role => Words(role) == key.Role)
                ? key : throw new JsonException("an entry is no key"))];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: is damaged ({e.Message}); remove it and make the keys anew with 'dedup keys add'", e);
        }
    }

    private void Write(IReadOnlyList<ApiKey> keys)
    {
        if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        else Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string partial = path + ".partial";
        File.Delete(partial);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(partial, options))
        {
            JsonSerializer.Serialize(file, keys, Exporter.Json);
            file.Flush(flushToDisk: true);
        }
        File.Move(partial, path, overwrite: true);
        lock (_gate) _looked = 0;
    }
}
