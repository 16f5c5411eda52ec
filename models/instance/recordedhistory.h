// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionfiles.h"
#include "models/processing/seriescatalogue.h"
#include "models/timeseries/serieshistory.h"

#include <QPointer>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>

namespace desk {

// History out of session files, read on a thread of its own. GUI thread.
class RecordedHistory final : public SeriesHistory
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordedHistory)

public:
    struct Source
    {
        std::function<std::vector<std::filesystem::path>()> files; // any thread
        bool isFolder = true;                                   // its files come, go and change their names
        std::function<std::optional<Timestamp>()> horizon = {}; // what came later is not told; any thread
    };

    // names: of the ids that are asked by; GUI thread.
    RecordedHistory(Source source, const SeriesCatalogue &names, QObject *parent = nullptr);
    ~RecordedHistory() override;

    void ask(const QObject *asker, SeriesId series, const HistorySpan &span, Receiver receiver) override;
    void read(const QObject *asker, SeriesId series, std::int64_t begin, std::int64_t end,
              PieceReceiver receiver) override;
    void askNearest(const QObject *asker, SeriesId series, std::int64_t time, std::int64_t within,
                    SampleReceiver receiver) override;

    static constexpr std::uint64_t samplesPerPiece = 50'000; // about

protected:
    void dropQuestions() override;

private:
    struct Name // ids of files may be others
    {
        std::string node;
        std::string dst;
        std::string metric;
        std::string labels;
    };
    enum class Wish : std::uint8_t { columns, pieces, nearest };
    struct Question
    {
        Wish wish = Wish::columns;
        QPointer<const QObject> asker; // looked at on the GUI thread only
        const QObject *key = nullptr;
        SeriesId series{};
        Name name;
        HistorySpan span; // of columns
        Receiver receiver;
        std::int64_t begin = 0; // of pieces; the time that a sample is to be near to
        std::int64_t end = 0;   // of pieces; how near
        PieceReceiver pieceReceiver;
        SampleReceiver sampleReceiver;
        std::uint64_t epoch = 0;
    };
    using Files = std::vector<std::pair<SessionReader *, SeriesId>>;
    void work(const std::stop_token &stop);
    void put(Question question);
    void takePiece(Question question, const Piece &piece);
    [[nodiscard]] Question questionOf(Wish wish, const QObject *asker, SeriesId series) const;
    [[nodiscard]] Answer readColumns(const Question &question);
    [[nodiscard]] Piece readPiece(const Question &question);
    [[nodiscard]] std::optional<RecordedSample> readNearest(const Question &question);
    // That have the series and may have samples of [begin, end).
    [[nodiscard]] Files filesWith(const Question &question, std::int64_t begin, std::int64_t end);
    [[nodiscard]] bool reaches(SessionFiles::File &file, std::int64_t begin, std::int64_t end);
    [[nodiscard]] Name nameOf(SeriesId series) const;

    const Source m_source;
    const SeriesCatalogue &m_names;
    std::mutex m_mutex; // guards m_questions
    std::condition_variable_any m_asked;
    std::deque<Question> m_questions;
    SessionFiles m_files;                                 // of the thread
    std::map<std::uint64_t, SessionReader::Span> m_spans; // of finished ones, by identity; of the thread
    std::jthread m_thread;                                // last: it uses the others
};

} // namespace desk
