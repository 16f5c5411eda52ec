// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/referencerecording.h"

#include "models/archive/sessionreader.h"
#include "models/processing/drawncolumn.h"

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype shortLength = 20;

// No name holds a line feed.
std::string key(std::string_view node, std::string_view dst, std::string_view metric)
{
    std::string out(node);
    out.append(1, '\n').append(dst).append(1, '\n').append(metric);
    return out;
}

} // namespace

ReferenceRecording::ReferenceRecording(std::filesystem::path file, QString name, std::shared_ptr<void> keep)
    : m_file(std::move(file))
    , m_name(std::move(name))
    , m_keep(std::move(keep))
{
}

ReferenceRecording::~ReferenceRecording() = default; // the thread is stopped and joined

QString ReferenceRecording::shortName() const
{
    QString out = m_name;
    if (const auto dot = out.lastIndexOf(u'.'); dot > 0)
        out.truncate(dot);
    return out.size() <= shortLength ? out : out.left(shortLength - 1) + u'…';
}

std::uint64_t ReferenceRecording::newSlot()
{
    static std::uint64_t last = 0; // GUI thread
    return ++last;
}

void ReferenceRecording::start()
{
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

SeriesId ReferenceRecording::find(const std::string &node, const std::string &dst,
                                  const std::string &metric) const
{
    const auto found = m_byName.find(key(node, dst, metric));
    return found == m_byName.end() ? noSeries : found->second;
}

void ReferenceRecording::read(const Request &request)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto waiting = std::find_if(m_requests.begin(), m_requests.end(),
                                          [&](const Request &one) { return one.slot == request.slot; });
        if (waiting != m_requests.end())
            *waiting = request;
        else
            m_requests.push_back(request);
    }
    m_wake.notify_one();
}

void ReferenceRecording::run(const std::stop_token &stop)
{
    const auto fail = [this](const std::string &reason) {
        QMetaObject::invokeMethod(
            this, [this, reason] { Q_EMIT failed(QString::fromStdString(reason)); }, Qt::QueuedConnection);
    };
    const auto reader = SessionReader::open(m_file);
    if (!reader)
        return fail(reader.error().message);
    const auto span = (*reader)->span();
    if (!span)
        return fail(span.error().message);
    if (span->begin > span->end)
        return fail(m_file.filename().string() + " has no samples in it: choose another recording");
    SessionNames names = (*reader)->names();
    std::unordered_map<std::string, SeriesId> byName;
    for (const auto &[id, series] : names.series) {
        if (!names.node(series.entity).empty())
            byName.emplace(
                key(names.node(series.entity), names.dst(series.entity),
                    series.labels.empty() ? series.metric : series.metric + '{' + series.labels + '}'),
                id);
    }
    QMetaObject::invokeMethod(
        this,
        [this, names = std::move(names), byName = std::move(byName), begin = span->begin]() mutable {
            m_names = std::move(names);
            m_byName = std::move(byName);
            m_begin = fromNanoseconds(begin);
            m_isOpen = true;
            Q_EMIT opened();
        },
        Qt::QueuedConnection);
    for (;;) {
        Request next;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_requests.empty(); }))
                return;
            next = m_requests.front();
            m_requests.pop_front();
        }
        auto made = std::make_shared<const ReferencePiece>(piece(**reader, next));
        QMetaObject::invokeMethod(
            this, [this, made = std::move(made)] { Q_EMIT arrived(made); }, Qt::QueuedConnection);
    }
}

ReferencePiece ReferenceRecording::piece(SessionReader &reader, const Request &request)
{
    ReferencePiece out;
    out.slot = request.slot;
    out.begin = request.begin;
    out.end = request.end;
    const auto columns = std::max<std::size_t>(1, request.columns);
    const double width = (double(request.end) - double(request.begin)) / double(columns);
    out.perColumn = std::max<std::int64_t>(1, static_cast<std::int64_t>(width));
    const auto envelope = reader.envelope(request.series, request.begin, request.end, columns);
    if (!envelope) {
        out.error = envelope.error().message;
        return out;
    }
    out.damagedBlocks = envelope->damagedBlocks;
    std::uint64_t count = 0;
    for (const PixelColumn &column : envelope->columns)
        count += column.count;
    Result<SeriesSamples> samples = failure(ErrorCode::tooLarge, {});
    if (count <= mostSamples) // invalid ones without a value do not count
        samples = reader.samples(request.series, request.begin, request.end, mostSamples);
    out.reduced = !samples && samples.error().code == ErrorCode::tooLarge;
    if (out.reduced) {
        for (std::size_t i = 0; i < envelope->columns.size(); ++i) {
            if (envelope->columns[i].count > 0)
                out.columns.push_back(drawnColumn(envelope->columns[i], static_cast<std::int32_t>(i)));
        }
        return out;
    }
    if (!samples) {
        out.error = samples.error().message;
        return out;
    }
    out.samples.reserve(samples->size());
    auto wide = samples->wide.begin();
    for (std::size_t i = 0; i < samples->size(); ++i) {
        const bool isWide = wide != samples->wide.end() && wide->sample == i;
        if (!has(samples->quality[i], Quality::superseded))
            out.samples.push_back({samples->generation[i], samples->value[i],
                                   isWide ? std::optional(wide->value) : std::nullopt});
        if (isWide)
            ++wide;
    }
    return out;
}

} // namespace desk
