// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/exchange.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/exportrun.h"
#include "app/commandline/importrun.h"
#include "app/commandline/optionwords.h"

#include "models/datalink/pointtime.h"
#include "models/settings/duration.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace desk {
namespace {

constexpr const char *formatWord = "csv|csv-wide|csv-gpu|jsonl|lp|mcap";

Result<ExchangeFormat> formatOf(std::string_view word)
{
    if (const auto format = exchangeFormatFromWord(word))
        return *format;
    return failure(ErrorCode::invalidArgument,
                   std::string(word) + " is no format; there are " + std::string(exchangeFormatWords()));
}

Result<Timestamp> timeOf(std::string_view text)
{
    return parsePointTime(text, std::chrono::minutes(0));
}

std::optional<Timestamp> timeIn(const std::string &text)
{
    const auto time = timeOf(text);
    return !text.empty() && time ? std::optional(*time) : std::nullopt;
}

struct ExportWords
{
    ExportRunOptions run;
    std::string format;
    std::string start;
    std::string end;
};

struct ImportWords
{
    ImportRunOptions run;
    std::string format;
    std::string step = "60s";
    std::string zone = "UTC";
    std::string begin = "1970-01-01T00:00:00Z";
};

int exportSession(ExportWords words)
{
    ExportRunOptions &run = words.run;
    const auto format =
        words.format.empty() ? exchangeFormatOfFile(run.file) : exchangeFormatFromWord(words.format);
    if (!format)
        return complain("--format is needed: the name " + run.file + " does not show one of " +
                            std::string(exchangeFormatWords()),
                        exitUsage);
    if (run.json && run.file == "-")
        return complain("--json prints to stdout, where the recording goes; name a file instead of -",
                        exitUsage);
    run.format = *format;
    run.selection.start = timeIn(words.start);
    run.selection.end = timeIn(words.end);
    return ExportRun(std::move(run)).run();
}

int importFile(ImportWords words)
{
    ImportRunOptions &run = words.run;
    if (run.force && run.append)
        return complain("--force replaces the session, --append goes on with it; give one of them",
                        exitUsage);
    if (!words.format.empty())
        run.format = exchangeFormatFromWord(words.format);
    run.reading.file.step = parseDuration(words.step).value_or(run.reading.file.step);
    run.reading.file.zone = parseZone(words.zone).value_or(run.reading.file.zone);
    run.reading.begin = timeIn(words.begin).value_or(run.reading.begin);
    return ImportRun(std::move(run)).run();
}

} // namespace

void addExportCommand(CLI::App &app, int &exitCode)
{
    auto *command =
        app.add_subcommand("export", "Write a recording as CSV, JSON lines, line protocol or MCAP");
    command->footer(
        "csv has a row for each value, csv-wide a column for each metric, csv-gpu the 12 columns of\n"
        "GPU telemetry. Without --format the file's ending says it: .csv, .wide.csv, .gpu.csv, .jsonl,\n"
        ".lp, .mcap.");
    auto words = std::make_shared<ExportWords>();
    ExportRunOptions &run = words->run;
    addOption(*command, "SESSION", "", run.session, "Session file (.desk), or a data folder")->required();
    addOption(*command, "FILE", "", run.file, "File to write; - = stdout")->required();
    addOption(*command, "--format", formatWord, words->format, "Format of the file")
        ->check(accepts(formatOf));
    addOption(*command, "--node", "PATTERN", run.selection.nodes,
              "Only these nodes, with their links, or links a->b; * = any characters; may come again")
        ->allow_extra_args(false);
    addOption(*command, "--metric", "PATTERN", run.selection.metrics, "Only these metrics; may come again")
        ->allow_extra_args(false);
    addOption(*command, "--start", "TIME", words->start,
              "Only what was generated from here on: RFC 3339 (UTC)")
        ->check(accepts(timeOf));
    addOption(*command, "--end", "TIME", words->end, "Only what was generated before this time")
        ->check(accepts(timeOf));
    command->add_flag("--force", run.force, "Replace the file if it is there");
    command->add_flag("--json", run.json, "Summary as JSON on stdout");
    command->callback([words, &exitCode] { exitCode = exportSession(*words); });
}

void addImportCommand(CLI::App &app, int &exitCode)
{
    auto *command = app.add_subcommand("import", "Make a recording of CSV, JSON, line protocol or MCAP");
    command->footer(
        "The format is told by the content. What export wrote comes back as it was; files of others get\n"
        "numbers from 1 on, and the generation time as reception. Rows that cannot be read are skipped,\n"
        "counted and named.");
    auto words = std::make_shared<ImportWords>();
    ImportRunOptions &run = words->run;
    PointFileOptions &file = run.reading.file;
    addOption(*command, "SESSION", "", run.session, "Session file (.desk) to make")->required();
    addOption(*command, "FILE", "", run.file, "File to read; - = stdin")->required();
    addOption(*command, "--format", formatWord, words->format, "Refuse a file of another format")
        ->check(accepts(formatOf));
    addOption(*command, "--node", "ID", file.node,
              "Node of rows that name none (default: the file's name); of others only this node");
    addOption(*command, "--metric", "NAME", file.metric,
              "Name of the only column of values; of several only this one");
    addOption(*command, "--time-column", "NAME", file.timeColumn, "Column of the times");
    addOption(*command, "--step", "TIME", words->step, "Time between rows without a time")
        ->check(accepts(parseDuration))
        ->capture_default_str();
    addOption(*command, "--zone", "ZONE", words->zone, "Zone of times that name none: UTC, +02:00")
        ->check(accepts(parseZone))
        ->capture_default_str();
    addOption(*command, "--begin", "TIME", words->begin,
              "Where times since the beginning of a file count from")
        ->check(accepts(timeOf))
        ->capture_default_str();
    command->add_flag("--append", run.append, "Go on with the session if it is there");
    command->add_flag("--force", run.force, "Replace the session if it is there");
    command->add_flag("--json", run.json, "Summary as JSON on stdout");
    command->callback([words, &exitCode] { exitCode = importFile(*words); });
}

} // namespace desk
