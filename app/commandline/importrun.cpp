// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/importrun.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"
#include "models/datalink/csvcolumns.h"
#include "models/exchange/sessionexchange.h"
#include "models/telemetry/timeservice.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace desk {
namespace {

constexpr std::size_t readBytes = 256U << 10U;
constexpr int stopCheckMs = 50;

} // namespace

ImportRun::ImportRun(ImportRunOptions options)
    : m_options(std::move(options))
    , m_piece(readBytes, '\0')
{
    m_part = m_options.session;
    if (!m_options.append)
        m_part += ".part";
}

ImportRun::~ImportRun()
{
    if (m_file >= 0)
        ::close(m_file);
}

int ImportRun::run()
{
    std::error_code ignored;
    const bool there = std::filesystem::exists(m_options.session, ignored);
    if (std::filesystem::is_directory(m_options.session, ignored))
        return complain(m_options.session + " is a folder; name a session file (.desk) to make");
    if (there && !m_options.force && !m_options.append)
        return complain(m_options.session +
                        " is there already; --force replaces it, --append goes on with it");
    if (auto opened = open(); !opened)
        return complain(opened.error());
    std::uint64_t after = 0;
    if (there && m_options.append) {
        const auto last = lastNumber();
        if (!last)
            return complain(last.error());
        after = *last;
    } else {
        m_part = m_options.session + ".part";
        removePart();
    }
    auto built = build(after);
    m_line.clear();
    for (const std::string &note : m_notes)
        m_line.say(note);
    const bool fresh = m_part != m_options.session;
    if (built && m_interruption.isRequested())
        built = failure(ErrorCode::internal, "interrupted");
    if (built && m_totals.points == 0)
        built = failure(ErrorCode::invalidArgument, m_options.file + ": there are no points in it");
    if (built && fresh)
        built = putInPlace();
    if (!built) {
        if (fresh)
            removePart();
        if (m_skipped.count() > 0)
            std::cerr << "skipped:\n" << m_skipped.text();
        return complain(built.error().message + (fresh ? "; no session was made" : ""));
    }
    sumUp();
    if (m_options.json)
        printJson();
    return exitOk;
}

Result<void> ImportRun::open()
{
    const std::string &name = m_options.file;
    m_file = name == "-" ? ::dup(STDIN_FILENO) : ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about
    {
    };
    if (m_file < 0 || ::fstat(m_file, &about) != 0)
        return failure(ErrorCode::notFound, name + " cannot be read: " + std::strerror(errno));
    if (S_ISDIR(about.st_mode))
        return failure(ErrorCode::notFound, name + " cannot be read: it is a folder");
    m_isRegular = S_ISREG(about.st_mode);
    m_size = m_isRegular ? static_cast<std::uint64_t>(about.st_size) : 0;
    m_options.reading.file.fallback =
        name == "-" ? "stdin" : nodeName(std::filesystem::path(name).stem().string());
    return {};
}

Result<std::uint64_t> ImportRun::lastNumber() const
{
    const auto cursor = SessionCursor::open(m_options.session);
    if (!cursor)
        return tl::unexpected(cursor.error());
    const auto extent = (*cursor)->extent();
    if (!extent)
        return tl::unexpected(extent.error());
    return extent->last;
}

Result<void> ImportRun::build(std::uint64_t after)
{
    auto builder = SessionBuilder::open(m_part);
    if (!builder)
        return tl::unexpected(builder.error());
    SessionSink sink(**builder);
    BatchComposer composer(sink, after);
    ImportReader reader(m_options.reading, m_options.format);
    auto done = read(reader, composer);
    m_totals = composer.totals();
    m_notes = reader.notes();
    m_format = reader.format();
    if (!done || m_interruption.isRequested())
        return done;
    done = composer.finish();
    m_totals = composer.totals();
    if (done)
        done = describe(**builder);
    if (done)
        done = (*builder)->finish();
    m_duplicates = (*builder)->duplicates();
    return done;
}

Result<void> ImportRun::read(ImportReader &reader, BatchComposer &composer)
{
    while (!m_interruption.isRequested()) {
        const auto more = readPiece(reader);
        if (!more)
            return tl::unexpected(more.error());
        if (auto taken = take(reader, composer); !taken)
            return taken;
        if (!*more)
            return {};
        if (m_line.isDue())
            m_line.show(m_size > 0 ? std::optional(static_cast<double>(m_read) / static_cast<double>(m_size))
                                   : std::nullopt,
                        counted(composer.totals().points, "point") + "  " + sizeWords(m_read));
    }
    return {};
}

// false: that was all.
Result<bool> ImportRun::readPiece(ImportReader &reader)
{
    if (!m_isRegular) {
        pollfd waiting{m_file, POLLIN, 0};
        if (::poll(&waiting, 1, stopCheckMs) <= 0)
            return true;
    }
    const ssize_t size = ::read(m_file, m_piece.data(), m_piece.size());
    if (size < 0 && errno == EINTR)
        return true;
    if (size < 0)
        return failure(ErrorCode::notFound, m_options.file + " cannot be read: " + std::strerror(errno));
    m_read += static_cast<std::uint64_t>(size);
    if (size == 0)
        reader.finish();
    else
        reader.append(std::string_view(m_piece).substr(0, static_cast<std::size_t>(size)));
    return size > 0;
}

Result<void> ImportRun::take(ImportReader &reader, BatchComposer &composer)
{
    while (!m_interruption.isRequested()) {
        auto point = reader.next();
        if (!point && point.error().index < 0)
            return failure(point.error().code, m_options.file + ": " + point.error().message);
        if (!point)
            m_skipped.add(m_options.file, point.error().index, point.error().message);
        else if (!*point)
            return {};
        else if (auto added = composer.add(std::move(**point)); !added)
            return added;
    }
    return {};
}

Result<void> ImportRun::describe(SessionBuilder &builder) const
{
    const std::string now = formatTimestamp(SystemTimeService().now());
    for (const auto &[key, value] :
         {std::pair<std::string, std::string>{"imported_from", m_options.file},
          {"imported_format", m_format ? std::string(exchangeFormatWord(*m_format)) : std::string()},
          {"imported_at", now}}) {
        if (auto described = builder.describe(key, value); !described)
            return described;
    }
    return {};
}

void ImportRun::removePart() const
{
    std::error_code ignored;
    for (const char *ending : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(m_part.string() + ending, ignored);
}

Result<void> ImportRun::putInPlace() const
{
    std::error_code error;
    // A log that the old session left must not be taken for one of the new.
    for (const char *ending : {"-wal", "-shm", "-journal"})
        std::filesystem::remove(m_options.session + ending, error);
    std::filesystem::rename(m_part, m_options.session, error);
    if (error)
        return failure(ErrorCode::permissionDenied,
                       m_options.session + " cannot be made: " + error.message());
    return {};
}

void ImportRun::sumUp() const
{
    m_line.say(
        counted(m_totals.points, "point") + " with " + counted(m_totals.samples, "value") + " from " +
        formatTimestamp(*m_totals.begin, Fraction::none) + " to " +
        formatTimestamp(*m_totals.end, Fraction::none) + " in " + m_options.session +
        (m_skipped.count() > 0 ? ", " + counted(m_skipped.count(), "row") + " skipped" : std::string()));
    if (m_duplicates > 0)
        m_line.say(counted(m_duplicates, "duplicate value") + " not stored again");
    if (m_totals.renumbered > 0)
        m_line.say(counted(m_totals.renumbered, "point") +
                   " got another number: those in the file do not ascend");
    if (m_totals.refused > 0)
        m_line.say(counted(m_totals.refused, "value") +
                   " could not be kept; the first: " + m_totals.firstRefusal);
    if (m_skipped.count() > 0)
        std::cerr << "skipped:\n" << m_skipped.text();
}

void ImportRun::printJson() const
{
    using Json = nlohmann::ordered_json;
    Json skipped = Json::array();
    for (const auto &[file, line, reason] : m_skipped.first())
        skipped.push_back({{"at", line}, {"reason", reason}});
    const Json json{{"session", m_options.session},
                    {"file", m_options.file},
                    {"format", m_format ? exchangeFormatWord(*m_format) : std::string_view()},
                    {"points", m_totals.points},
                    {"values", m_totals.samples},
                    {"values_refused", m_totals.refused},
                    {"duplicates", m_duplicates},
                    {"renumbered", m_totals.renumbered},
                    {"rows_skipped", m_skipped.count()},
                    {"skipped", skipped},
                    {"begin", formatTimestamp(*m_totals.begin, Fraction::nano)},
                    {"end", formatTimestamp(*m_totals.end, Fraction::nano)},
                    {"notes", m_notes}};
    std::cout << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n' << std::flush;
}

} // namespace desk
