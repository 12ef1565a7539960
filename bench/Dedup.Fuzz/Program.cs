using Dedup.Fuzz.Running;
using Dedup.Fuzz.Targets;

// Usage: Dedup.Fuzz [--cases N] [--seconds S] [--target NAME]… [--seed N] [--case K] [--workers N] [--list]
// Gives every parser, extractor and codec made-up and damaged input and checks what must hold of the result.
// Exit code 0: everything held; 1: something did not, and its input lies in artifacts/fuzz; 2: wrong use.
if (Arguments.Parse(args, out string fault) is not Arguments arguments)
{
    Console.Error.WriteLine($"Dedup.Fuzz: {fault}; options: {Arguments.Usage}");
    return 2;
}
FuzzTarget[] targets = [.. AllTargets.Make().Where(target => arguments.Targets.Count == 0 || arguments.Targets.Contains(target.Name))];
if (arguments.Targets.Find(name => !targets.Any(target => target.Name == name)) is string unknown)
{
    Console.Error.WriteLine($"Dedup.Fuzz: '{unknown}' is no target; --list shows them");
    return 2;
}
if (arguments.List)
{
    foreach (FuzzTarget target in targets) Console.WriteLine($"{target.Name,-24} {target.Property}");
    return 0;
}
Console.WriteLine($"seed {arguments.Seed}");
var run = new FuzzRun(targets, arguments);
run.Work();
Console.Write(ResultTable.Of(run.Results));
return run.Results.Any(result => result.Failures > 0) ? 1 : 0;
