// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/recordedhistory.h"

#include "models/archive/sessionfolder.h"

#include <algorithm>

namespace desk {
namespace {

// Of the same data folder a series has the same id; a file from elsewhere is searched.
template <class Name>
SeriesId idIn(const SessionNames &file, SeriesId wanted, const Name &name)
{
    const auto is = [&](const SeriesDefinition &series) {
        return series.metric == name.metric && series.labels == name.labels &&
               file.node(series.entity) == name.node && file.dst(series.entity) == name.dst;
    };
    if (const auto same = file.series.find(wanted); same != file.series.end() && is(same->second))
        return wanted;
    const auto found = std::ranges::find_if(file.series, [&](const auto &one) { return is(one.second); });
    return found == file.series.end() ? noSeries : found->first;
}

void merge(const Envelope &envelope, std::vector<EnvelopeColumn> &columns)
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const PixelColumn &from = envelope.columns[i];
        if (from.count == 0)
            continue;
        EnvelopeColumn &to = columns[i];
        const bool lowFirst = from.minBegin <= from.maxBegin;
        const EnvelopeColumn one{.column = static_cast<std::int32_t>(i),
                                 .count =
                                     static_cast<std::uint32_t>(std::min<std::uint64_t>(from.count, ~0U)),
                                 .first = lowFirst ? from.min : from.max,
                                 .min = from.min,
                                 .max = from.max,
                                 .last = lowFirst ? from.max : from.min,
                                 .firstTime = from.begin,
                                 .lastTime = from.end};
        if (to.count == 0)
            to = one;
        else
            to.unite(one);
    }
}

bool addSamples(SessionReader &reader, SeriesId id, const HistorySpan &span, std::vector<Sample> &out)
{
    const auto samples = reader.samples(id, span.begin, span.end(), SeriesHistory::mostSamples);
    if (!samples)
        return false;
    for (std::size_t i = 0; i < samples->size(); ++i) {
        if (!has(samples->quality[i], Quality::superseded))
            out.push_back({fromNanoseconds(samples->generation[i]), samples->value[i], samples->quality[i]});
    }
    return true;
}

} // namespace

RecordedHistory::RecordedHistory(Source source, const SeriesCatalogue &names, QObject *parent)
    : SeriesHistory(parent)
    , m_source(std::move(source))
    , m_names(names)
    , m_thread([this](const std::stop_token &stop) { work(stop); })
{
}

RecordedHistory::~RecordedHistory() = default;

RecordedHistory::Name RecordedHistory::nameOf(SeriesId series) const
{
    const SeriesDefinition &definition = m_names.series(series);
    const EntityDefinition &entity = m_names.entity(definition.entity);
    return {m_names.node(entity.node).name,
            entity.dst == noNode ? std::string() : m_names.node(entity.dst).name, definition.metric,
            definition.labels};
}

void RecordedHistory::ask(const QObject *asker, SeriesId series, const HistorySpan &span, Receiver receiver)
{
    if (series == noSeries || index(series) >= m_names.size() || span.columns <= 0)
        return;
    Question question{asker, asker, series, nameOf(series), span, std::move(receiver), epoch()};
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_questions, [&](const Question &other) {
            return other.key == question.key && other.series == question.series;
        });
        m_questions.push_back(std::move(question));
    }
    m_asked.notify_one();
}

void RecordedHistory::dropQuestions()
{
    const std::lock_guard lock(m_mutex);
    m_questions.clear();
}

void RecordedHistory::work(const std::stop_token &stop)
{
    while (true) {
        Question question;
        {
            std::unique_lock lock(m_mutex);
            if (!m_asked.wait(lock, stop, [this] { return !m_questions.empty(); }))
                return;
            question = std::move(m_questions.front());
            m_questions.pop_front();
        }
        Answer answer = read(question);
        QMetaObject::invokeMethod(
            this,
            [this, question = std::move(question), answer = std::move(answer)] {
                if (question.asker && question.epoch == epoch())
                    question.receiver(answer);
            },
            Qt::QueuedConnection);
    }
}

void RecordedHistory::openFiles()
{
    // The one file of a replay stays what was opened, whatever takes its name.
    if (m_source.isFolder) {
        std::erase_if(m_files,
                      [](const auto &file) { return sessionIdentity(file.first) != file.second.identity; });
    }
    for (const std::filesystem::path &path : m_source.files()) {
        if (m_files.contains(path))
            continue;
        // One that cannot be read has no past to show; opening and verifying it tell why.
        if (auto reader = SessionReader::open(path))
            m_files[path] = {sessionIdentity(path), *std::move(reader), {}};
    }
}

SeriesHistory::Answer RecordedHistory::read(const Question &question)
{
    const HistorySpan &span = question.span;
    openFiles();
    std::vector<EnvelopeColumn> all(static_cast<std::size_t>(span.columns));
    std::vector<std::pair<SessionReader *, SeriesId>> files;
    for (auto &[path, file] : m_files) {
        if (isFinishedSession(path)) {
            if (!file.span) {
                const auto found = file.reader->span();
                file.span = found ? *found : SessionReader::Span();
            }
            if (file.span->end < span.begin || file.span->begin >= span.end())
                continue;
        }
        const SeriesId id = idIn(file.reader->names(), question.series, question.name);
        if (id == noSeries)
            continue;
        if (m_source.horizon && !file.reader->setHorizon(m_source.horizon()))
            continue;
        const auto envelope = file.reader->envelope(id, span.begin, span.end(), all.size());
        if (!envelope)
            continue;
        merge(*envelope, all);
        files.emplace_back(file.reader.get(), id);
    }
    std::erase_if(all, [](const EnvelopeColumn &column) { return column.count == 0; });
    std::uint64_t count = 0;
    for (const EnvelopeColumn &column : all)
        count += column.count;
    Answer answer{span, std::move(all), {}, count <= mostSamples};
    for (const auto &[reader, id] : files) {
        if (answer.isExact)
            answer.isExact = addSamples(*reader, id, span, answer.samples);
    }
    std::ranges::stable_sort(answer.samples, {}, &Sample::generation);
    return answer;
}

} // namespace desk
