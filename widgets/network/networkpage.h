// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/linkfigures.h"
#include "models/itemmodels/resulttablemodel.h"
#include "models/itemmodels/topologyoverlay.h"
#include "widgets/network/analysisrunner.h"
#include "widgets/network/nodefield.h"

#include <QJsonObject>
#include <QWidget>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace desk {

// One analysis of the network panel: its controls, its findings, and what it marks in the pictures. It is
// computed in a worker from the figures of one moment, and shown with those. GUI thread.
class NetworkPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkPage)

public:
    explicit NetworkPage(const NetworkContext &context, QWidget *parent = nullptr);

    // Newer figures. by itself: as often as a tenth of a core allows; else somebody waits for it. False: too
    // early, and they were not taken.
    bool take(LinkFiguresPtr figures, bool byItself);
    // The nodes there are have changed.
    virtual void showNodes() {}
    virtual void retranslate() = 0;
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString meaning() const = 0; // what its words mean, for the help
    [[nodiscard]] virtual QJsonObject saveState() const = 0;
    virtual void restoreState(const QJsonObject &state) = 0;
    // The marks of what is shown; empty = none.
    [[nodiscard]] const OverlayContent &overlay() const { return m_overlay; }
    [[nodiscard]] bool isComputing() const { return m_runner.isRunning(); }

Q_SIGNALS:
    void overlayChanged();
    void figuresWanted(); // something else is asked for

protected:
    [[nodiscard]] const NetworkContext &context() const { return m_context; }
    // The work for these figures; empty = there is nothing to compute.
    [[nodiscard]] virtual AnalysisRunner::Work work(const LinkFiguresPtr &figures) = 0;
    void mark(OverlayContent content);
    void say(const QString &summary);                         // in a line below the controls
    [[nodiscard]] QVBoxLayout &column() { return *m_column; } // controls above, findings below
    // Call it where the line belongs.
    void addSummary();
    static void addKept(QJsonObject &state, const char *key, const QComboBox &box);
    static void restoreKept(const QJsonObject &state, const char *key, QComboBox &box);
    // Asks anew when another is chosen.
    void askOnChange(QComboBox &box);

private:
    const NetworkContext m_context;
    QVBoxLayout *m_column = nullptr;
    QLabel *m_summary = nullptr;
    QLabel *m_busy = nullptr;
    OverlayContent m_overlay;
    AnalysisRunner m_runner; // last: stops before what it answers to goes
};

} // namespace desk
