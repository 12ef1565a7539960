using System.CommandLine;
using Dedup.Host.Access;
using Dedup.Host.Configuration;
using Dedup.Host.Output;
using Dedup.Host.Serve;
using Spectre.Console;

namespace Dedup.Host.Commands;

/// <summary><c>dedup keys</c>: the API keys of the service.</summary>
internal static class KeysCommand
{
    public static Command Create(Settings settings)
    {
        var json = CommonOptions.Json();
        var command = new Command("keys",
            """
            List, make and take back the API keys of the service. As soon as one was made every request must show one. Only
            hashes are kept: a key is shown once, when it is made. A running service hears of a change within a second.

            Examples:
              dedup keys add newsroom --role read
              dedup keys
              dedup keys revoke newsroom
            """)
        { json, Add(settings), Revoke(settings) };
        command.SetAction(parsed =>
        {
            IReadOnlyList<ApiKey> keys = Open(settings, parsed).All;
            if (parsed.GetValue(json)) Screen.Json(keys.Select(key => new { key.Id, key.Name, key.Role, key.Made }));
            else
            {
                Table table = Screen.Table("id", "name", "role", "made");
                foreach (ApiKey key in keys) table.Row(key.Id, key.Name, key.Role, key.Made);
                Screen.Write(table);
            }
            return keys.Count > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
        });
        return command;
    }

    private static Command Add(Settings settings)
    {
        var name = new Argument<string>("NAME") { Description = "Whose it is" };
        var role = new Option<Role>("--role") { Description = "read: ask; write: post pages and judge too; admin: delete and ask for jobs too", HelpName = "read|write|admin", Required = true };
        var command = new Command("add", "Make a key, and print it") { name, role };
        command.Validators.Add(result =>
        {
            if (result.GetResult(name) is { } named && result.GetValue(name) is string text && (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))) named.AddError("NAME must be words");
        });
        command.SetAction(parsed =>
        {
            (string shown, ApiKey key) = Open(settings, parsed).Add(parsed.GetValue(name)!, parsed.GetValue(role));
            Console.Error.WriteLine($"dedup: key {key.Id} may {key.Role}; it is shown this once:");
            Console.Out.WriteLine(shown);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Revoke(Settings settings)
    {
        var which = new Argument<string>("ID|NAME") { Description = "Id of a key, or the name of some" };
        var command = new Command("revoke", "Take keys back: who shows one is refused from then on") { which };
        command.SetAction(parsed =>
        {
            IReadOnlyList<ApiKey> gone = Open(settings, parsed).Revoke(parsed.GetValue(which)!);
            foreach (ApiKey key in gone) ClusterView.Line($"key {key.Id} of {key.Name} ({key.Role}) is taken back");
            if (gone.Count == 0) Console.Error.WriteLine($"dedup: no key '{Screen.Plain(parsed.GetValue(which))}'; 'dedup keys' lists them");
            return gone.Count > 0 ? ExitCodes.Done : ExitCodes.NothingFound;
        });
        return command;
    }

    private static ApiKeys Open(Settings settings, ParseResult parsed) => new(new ServiceFolder(settings.Load(parsed).Store.Files).Keys, TimeProvider.System);
}
