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

RecordedHistory::Question RecordedHistory::questionOf(Wish wish, const QObject *asker, SeriesId series) const
{
    Question question;
    question.wish = wish;
    question.asker = asker;
    question.key = asker;
    question.series = series;
    question.name = nameOf(series);
    question.epoch = epoch();
    return question;
}

void RecordedHistory::ask(const QObject *asker, SeriesId series, const HistorySpan &span, Receiver receiver)
{
    if (series == noSeries || index(series) >= m_names.size() || span.columns <= 0)
        return;
    Question question = questionOf(Wish::columns, asker, series);
    question.span = span;
    question.receiver = std::move(receiver);
    put(std::move(question));
}

void RecordedHistory::read(const QObject *asker, SeriesId series, std::int64_t begin, std::int64_t end,
                           PieceReceiver receiver)
{
    if (series == noSeries || index(series) >= m_names.size() || begin >= end)
        return;
    Question question = questionOf(Wish::pieces, asker, series);
    question.begin = begin;
    question.end = end;
    question.pieceReceiver = std::move(receiver);
    put(std::move(question));
}

void RecordedHistory::askNearest(const QObject *asker, SeriesId series, std::int64_t time,
                                 std::int64_t within, SampleReceiver receiver)
{
    if (series == noSeries || index(series) >= m_names.size() || within <= 0)
        return;
    Question question = questionOf(Wish::nearest, asker, series);
    question.begin = time;
    question.end = within;
    question.sampleReceiver = std::move(receiver);
    put(std::move(question));
}

void RecordedHistory::put(Question question)
{
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_questions, [&](const Question &other) {
            return other.key == question.key && other.series == question.series &&
                   other.wish == question.wish;
        });
        m_questions.push_back(std::move(question));
    }
    m_asked.notify_one();
}

// Pieces wait behind the questions of others, so that nobody waits for a long export.
void RecordedHistory::takePiece(Question question, const Piece &piece)
{
    if (!question.asker || question.epoch != epoch())
        return;
    if (!question.pieceReceiver(piece) || piece.end >= question.end || !question.asker)
        return;
    question.begin = piece.end;
    put(std::move(question));
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
        // Who asked is looked at on the GUI thread only.
        if (question.wish == Wish::pieces) {
            Piece piece = readPiece(question);
            QMetaObject::invokeMethod(
                this,
                [this, question = std::move(question), piece = std::move(piece)] {
                    takePiece(question, piece);
                },
                Qt::QueuedConnection);
        } else if (question.wish == Wish::nearest) {
            auto sample = readNearest(question);
            QMetaObject::invokeMethod(
                this,
                [this, question = std::move(question), sample] {
                    if (question.asker && question.epoch == epoch())
                        question.sampleReceiver(sample);
                },
                Qt::QueuedConnection);
        } else {
            Answer answer = readColumns(question);
            QMetaObject::invokeMethod(
                this,
                [this, question = std::move(question), answer = std::move(answer)] {
                    if (question.asker && question.epoch == epoch())
                        question.receiver(answer);
                },
                Qt::QueuedConnection);
        }
    }
}

// Whether a finished file has anything of that time.
bool RecordedHistory::reaches(SessionFiles::File &file, std::int64_t begin, std::int64_t end)
{
    auto known = m_spans.find(file.identity());
    if (known == m_spans.end())
        known = m_spans.emplace(file.identity(), file.reader().span().value_or(SessionReader::Span())).first;
    return known->second.end >= begin && known->second.begin < end;
}

RecordedHistory::Files RecordedHistory::filesWith(const Question &question, std::int64_t begin,
                                                  std::int64_t end)
{
    // The one file of a replay stays what was opened, whatever takes its name.
    if (m_source.isFolder)
        m_files.follow(m_source.files());
    else
        m_files.open(m_source.files());
    Files files;
    const Name &name = question.name;
    for (auto &[path, file] : m_files.files()) {
        SessionReader &reader = file.reader();
        if (m_source.isFolder && isFinishedSession(path) && !reaches(file, begin, end))
            continue;
        const SeriesId id = file.find({name.node, name.dst, name.metric, name.labels}, question.series);
        if (id == noSeries || (m_source.horizon && !reader.setHorizon(m_source.horizon())))
            continue;
        files.emplace_back(&reader, id);
    }
    return files;
}

SeriesHistory::Answer RecordedHistory::readColumns(const Question &question)
{
    const HistorySpan &span = question.span;
    std::vector<EnvelopeColumn> all(static_cast<std::size_t>(span.columns));
    Files files = filesWith(question, span.begin, span.end());
    std::erase_if(files, [&](const auto &file) {
        const auto envelope = file.first->envelope(file.second, span.begin, span.end(), all.size());
        if (envelope)
            merge(*envelope, all);
        return !envelope;
    });
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

// As long a part of what is wanted as has about so many samples; levels tell how many there are.
SeriesHistory::Piece RecordedHistory::readPiece(const Question &question)
{
    constexpr std::int64_t parts = 64;
    const Files files = filesWith(question, question.begin, question.end);
    Piece piece{question.begin, question.end, {}, false};
    for (bool fits = false; !fits;) {
        const std::int64_t width = (piece.end - piece.begin + parts - 1) / parts;
        std::vector<EnvelopeColumn> counts(parts);
        for (const auto &[reader, id] : files) {
            if (const auto envelope =
                    reader->envelope(id, piece.begin, piece.begin + width * parts, counts.size()))
                merge(*envelope, counts);
        }
        std::uint64_t count = 0;
        std::int64_t taken = 0;
        for (; taken < parts; ++taken) {
            count += counts[static_cast<std::size_t>(taken)].count;
            if (count > samplesPerPiece)
                break;
        }
        fits = taken > 0 || width <= 1;
        piece.end = std::min(piece.end, piece.begin + width * std::max<std::int64_t>(taken, 1));
    }
    for (const auto &[reader, id] : files) {
        const auto found = reader->samples(id, piece.begin, piece.end);
        piece.isDamaged |= !found || found->damagedBlocks > 0;
        for (std::size_t i = 0; found && i < found->size(); ++i) {
            if (!has(found->quality[i], Quality::superseded))
                piece.samples.push_back(
                    {fromNanoseconds(found->generation[i]), found->value[i], found->quality[i]});
        }
    }
    std::ranges::stable_sort(piece.samples, {}, &Sample::generation);
    const auto same = [](const Sample &a, const Sample &b) { return a.generation == b.generation; };
    const auto kept = std::unique(piece.samples.rbegin(), piece.samples.rend(), same);
    piece.samples.erase(piece.samples.begin(), kept.base());
    return piece;
}

// In ever wider surroundings, so that a dense series is not read far and wide.
std::optional<SeriesHistory::RecordedSample> RecordedHistory::readNearest(const Question &question)
{
    const std::int64_t within = question.end;
    std::optional<RecordedSample> best;
    std::int64_t distance = 0;
    for (std::int64_t around = std::min<std::int64_t>(within, 1'000'000); !best;
         around = within / 8 < around ? within : around * 8) {
        const std::int64_t begin = question.begin - around;
        const std::int64_t end = question.begin + around + 1;
        for (const auto &[reader, id] : filesWith(question, begin, end)) {
            const auto found = reader->samples(id, begin, end);
            std::optional<std::size_t> at;
            for (std::size_t i = 0; found && i < found->size(); ++i) {
                const std::int64_t away = std::abs(found->generation[i] - question.begin);
                if (has(found->quality[i], Quality::superseded) || (best && away > distance))
                    continue;
                best = {{fromNanoseconds(found->generation[i]), found->value[i], found->quality[i]}, {}};
                distance = away;
                at = i;
            }
            if (!at)
                continue;
            const std::uint64_t number = found->sequence[*at];
            if (const auto received = reader->receptions({&number, 1}); received && received->front() != 0)
                best->reception = fromNanoseconds(received->front());
        }
        if (around >= within)
            break;
    }
    return best;
}

} // namespace desk
