// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>
#include <stop_token>

namespace desk {

// Runs analyses in the thread pool, one at a time, and shows only the newest. GUI thread.
class AnalysisRunner final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnalysisRunner)

public:
    // What shows the result, run on the GUI thread; empty: it came to nothing.
    using Answer = std::function<void()>;
    // In the pool. Looks at the token now and then where it takes long.
    using Work = std::function<Answer(const std::stop_token &)>;

    static constexpr std::chrono::milliseconds patience{300}; // before it is said that something is computed

    explicit AnalysisRunner(QObject *parent = nullptr);
    ~AnalysisRunner() override; // stops and waits for what runs

    // urgent: somebody waits for it, and what runs is stopped; else it runs to its end first. In both cases
    // in place of what waits.
    void request(Work work, bool urgent);
    // Nothing of what was requested is heard of any more.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    // What repeats by itself takes at most a tenth of a core.
    [[nodiscard]] bool isRested() const;

Q_SIGNALS:
    // After the patience is over, and when the result is there.
    void busyChanged(bool busy);
    void finished();

private:
    void start(Work work);
    void deliver();

    QFutureWatcher<Answer> m_watcher;
    std::stop_source m_stop;
    std::optional<Work> m_next;
    QTimer m_patience;
    bool m_isRunning = false; // also while the result is on its way to us
    bool m_isBusy = false;
    QElapsedTimer m_clock; // since the last one began, or ended
    qint64 m_restMs = 0;   // from its end on
};

} // namespace desk
