// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/recordedhistory.h"

#include "models/archive/sessionfolder.h"
#include "models/processing/drawncolumn.h"

#include <algorithm>

namespace desk {
namespace {

void merge(const Envelope &envelope, std::vector<EnvelopeColumn> &columns)
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const PixelColumn &from = envelope.columns[i];
        if (from.count == 0)
            continue;
        EnvelopeColumn &to = columns[i];
        const EnvelopeColumn one = drawnColumn(from, static_cast<std::int32_t>(i));
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

// Whether a finished file has anything of that time.
bool RecordedHistory::reaches(SessionFiles::File &file, const HistorySpan &span)
{
    auto known = m_spans.find(file.identity());
    if (known == m_spans.end())
        known = m_spans.emplace(file.identity(), file.reader().span().value_or(SessionReader::Span())).first;
    return known->second.end >= span.begin && known->second.begin < span.end();
}

SeriesHistory::Answer RecordedHistory::read(const Question &question)
{
    const HistorySpan &span = question.span;
    // The one file of a replay stays what was opened, whatever takes its name.
    if (m_source.isFolder)
        m_files.follow(m_source.files());
    else
        m_files.open(m_source.files());
    std::vector<EnvelopeColumn> all(static_cast<std::size_t>(span.columns));
    std::vector<std::pair<SessionReader *, SeriesId>> files;
    const Name &name = question.name;
    for (auto &[path, file] : m_files.files()) {
        SessionReader &reader = file.reader();
        if (m_source.isFolder && isFinishedSession(path) && !reaches(file, span))
            continue;
        const SeriesId id = file.find({name.node, name.dst, name.metric, name.labels}, question.series);
        if (id == noSeries || (m_source.horizon && !reader.setHorizon(m_source.horizon())))
            continue;
        const auto envelope = reader.envelope(id, span.begin, span.end(), all.size());
        if (!envelope)
            continue;
        merge(*envelope, all);
        files.emplace_back(&reader, id);
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
