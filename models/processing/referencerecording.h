// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionnames.h"
#include "models/timeseries/seriesdifference.h"

#include <QObject>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace desk {

class SessionReader;

// What a reference recording has of one series in [begin, end), in its own times. A value.
struct ReferencePiece
{
    std::uint64_t slot = 0; // of the request
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t perColumn = 1;          // ns that were asked for
    std::vector<ComparedSample> samples; // all there are, unless reduced
    // In their place where there are too many: at most one a column, extremes as they were.
    std::vector<EnvelopeColumn> columns;
    bool reduced = false;
    std::size_t damagedBlocks = 0; // left out
    std::string error;             // it could not be read
};
using ReferencePiecePtr = std::shared_ptr<const ReferencePiece>;

// A session file that others are compared with. It is opened and read on a thread of its own, so nobody
// waits; samples where there are few, columns where there are many. GUI thread.
class ReferenceRecording final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReferenceRecording)

public:
    // More than this in one piece are reduced to columns.
    static constexpr std::size_t mostSamples = 100'000;

    struct Request
    {
        std::uint64_t slot = 0; // a later request of a slot replaces an earlier one that was not read yet
        SeriesId series = noSeries;
        std::int64_t begin = 0;
        std::int64_t end = 0;
        std::size_t columns = 1;
    };

    // name: for people. keep: goes when the recording does (the folder of what was imported).
    ReferenceRecording(std::filesystem::path file, QString name, std::shared_ptr<void> keep = {});
    ~ReferenceRecording() override;

    void start();
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] const std::filesystem::path &file() const { return m_file; }
    [[nodiscard]] const QString &name() const { return m_name; }
    // Without the ending, and cut to what a legend has room for.
    [[nodiscard]] QString shortName() const;
    // Below: once it is open.
    [[nodiscard]] Timestamp begin() const { return m_begin; } // generation time of the first sample
    // metric with labels; noSeries when it is not in it.
    [[nodiscard]] SeriesId find(const std::string &node, const std::string &dst,
                                const std::string &metric) const;
    [[nodiscard]] const SessionNames &names() const { return m_names; }
    // Never given twice in a program, so no piece is taken for that of another recording.
    [[nodiscard]] static std::uint64_t newSlot();
    void read(const Request &request);

Q_SIGNALS:
    void opened();
    void failed(const QString &reason); // names the file and what to do
    void arrived(const desk::ReferencePiecePtr &piece);

private:
    void run(const std::stop_token &stop);
    [[nodiscard]] static ReferencePiece piece(SessionReader &reader, const Request &request);

    const std::filesystem::path m_file;
    const QString m_name;
    const std::shared_ptr<void> m_keep;
    bool m_isOpen = false;
    Timestamp m_begin{};
    SessionNames m_names;
    std::unordered_map<std::string, SeriesId> m_byName;
    std::mutex m_mutex; // guards m_requests
    std::condition_variable_any m_wake;
    std::deque<Request> m_requests;
    std::jthread m_thread; // last: it uses the others
};

} // namespace desk
