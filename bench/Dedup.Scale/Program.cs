using System.Diagnostics;
using System.Globalization;
using Dedup.Scale.Corpus;

if (args is ["corpus", "--documents", string count, "--out", string file, .. string[] rest] && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long documents) && rest is [] or ["--truth", _])
{
    long started = Stopwatch.GetTimestamp();
    long bytes = CorpusFile.Write(file, documents, rest is [_, string truth] ? truth : null);
    double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {documents:N0} pages, {bytes:N0} bytes, {seconds:0.0} s, {bytes / 1e6 / seconds:N0} MB/s"));
    return 0;
}
Console.Error.WriteLine("use: corpus --documents N --out FILE.jsonl [--truth FILE.csv]");
return 2;
