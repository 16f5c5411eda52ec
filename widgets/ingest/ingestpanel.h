// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/resulttablemodel.h"
#include "widgets/ingest/sampletrace.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QJsonObject;
class QSplitter;
class QTabWidget;

namespace desk {

class FramesPage;
class ResultTable;
class Theme;
class TracePage;

// The ingest inspector: who sends what, how regularly, with which clock, and why something was not taken.
// Looks once a second, while it is visible. GUI thread.
class IngestPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IngestPanel)

public:
    struct Context
    {
        const ParameterFeed &feed;
        const TimeConductor &conductor;
        FleetSelection &selection;
        std::function<std::vector<IngestClient>()> clients; // empty = they are another program's
        std::function<std::vector<IngestSender>()> links;   // may be empty
        std::function<std::uint64_t()> displayDropped;      // may be empty
    };

    IngestPanel(Context context, const Theme &theme, QWidget *parent = nullptr);

    void refresh();
    // The trace of what is selected.
    void askWhy(const QString &node, const QString &metric);
    [[nodiscard]] const IngestSenders &senders() const { return m_senders; }

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum Column : int {
        nameColumn,
        rateColumn,
        pointsColumn,
        jitterColumn,
        refusedColumn,
        missingColumn,
        clockColumn,
        driftColumn,
        ageColumn,
        addressColumn,
        columnTotal,
    };
    void showSender();
    void takeSelected();
    [[nodiscard]] static ResultRow::Cell clockCell(const IngestSender &sender);
    [[nodiscard]] static ResultRow::Cell driftCell(const IngestSender &sender);
    [[nodiscard]] static ResultRow rowOf(const IngestSender &sender);
    void retranslate();

    const Context m_context;
    IngestSenders m_senders;
    QSplitter *m_split = nullptr;
    ResultTable *m_table = nullptr;
    QTabWidget *m_pages = nullptr;
    FramesPage *m_frames = nullptr;
    TracePage *m_trace = nullptr;
    QTimer m_timer;
};

} // namespace desk
