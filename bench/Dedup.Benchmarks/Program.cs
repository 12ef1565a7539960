using BenchmarkDotNet.Running;

// All, or those that match: dotnet run -c Release --project bench/Dedup.Benchmarks -- --filter '*Sketch*'
// A short run that only proves that they work: … -- --filter '*' --job Dry --inProcess
return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).Any(summary => summary.HasCriticalValidationErrors
    || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
