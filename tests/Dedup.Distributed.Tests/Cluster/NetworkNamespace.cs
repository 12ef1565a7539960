using System.Diagnostics;
using System.Globalization;

namespace Dedup.Distributed.Tests.Cluster;

/// <summary>A network of its own for one host, joined with those of others by a bridge of this machine, and cut from any of them when a test says so.</summary>
internal sealed class NetworkNamespace : IDisposable
{
    /// <summary>This machine's own address on the bridge.</summary>
    public const string Outside = "10.77.0.254";

    private const string Bridge = "dedupbr0";

    private readonly string _name;

    private NetworkNamespace(int number) => (_name, Address) = (string.Create(CultureInfo.InvariantCulture, $"dedup{number}"), string.Create(CultureInfo.InvariantCulture, $"10.77.0.{number}"));

    /// <summary>The host's address.</summary>
    public string Address { get; }

    /// <summary>What a program is started through to stand in it.</summary>
    public string[] Through => ["ip", "netns", "exec", _name];

    /// <summary>Makes some; the test is skipped where this process may not.</summary>
    public static List<NetworkNamespace> Make(int count)
    {
        Delete();
        Assert.SkipUnless(Environment.IsPrivilegedProcess && TryRun("ip", "link", "add", Bridge, "type", "bridge"), "skipped: network namespaces need root and the program ip (apt-get install iproute2)");
        Run("ip", "address", "add", $"{Outside}/24", "dev", Bridge);
        Run("ip", "link", "set", Bridge, "up");
        var made = new List<NetworkNamespace>();
        for (int number = 1; number <= count; number++)
        {
            var network = new NetworkNamespace(number);
            string outer = $"{network._name}o", inner = $"{network._name}i";
            Run("ip", "netns", "add", network._name);
            Run("ip", "link", "add", outer, "type", "veth", "peer", "name", inner);
            Run("ip", "link", "set", inner, "netns", network._name);
            Run("ip", "link", "set", outer, "master", Bridge);
            Run("ip", "link", "set", outer, "up");
            network.Do("ip", "address", "add", $"{network.Address}/24", "dev", inner);
            network.Do("ip", "link", "set", inner, "up");
            network.Do("ip", "link", "set", "lo", "up");
            made.Add(network);
        }
        return made;
    }

    /// <summary>Nothing goes to the other any more.</summary>
    public void Cut(NetworkNamespace other) => Do("ip", "route", "add", "blackhole", $"{other.Address}/32");

    /// <summary>It does again.</summary>
    public void Heal(NetworkNamespace other) => Do("ip", "route", "del", "blackhole", $"{other.Address}/32");

    public void Dispose() => Delete();

    private static void Delete()
    {
        for (int number = 1; number <= 9; number++) TryRun("ip", "netns", "del", string.Create(CultureInfo.InvariantCulture, $"dedup{number}"));
        TryRun("ip", "link", "del", Bridge);
    }

    private void Do(params string[] line) => Run("ip", ["netns", "exec", _name, .. line]);

    private static void Run(string program, params string[] arguments)
    {
        if (!TryRun(program, arguments)) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed");
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
