using BenchmarkDotNet.Running;
using Dedup.Benchmarks.Archive;

// An archive to measure with: … -- --make-warc big.warc.gz --bytes 1GB
if (args is [MakeArchive.Option, ..]) return MakeArchive.Run(args);

// All, or those that match: dotnet run -c Release --project bench/Dedup.Benchmarks -- --filter '*Sketch*'
// A short run that only proves that they work: … -- --filter '*' --job Dry --inProcess
return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).Any(summary => summary.HasCriticalValidationErrors
    || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
