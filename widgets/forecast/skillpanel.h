// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/predictionsource.h"
#include "models/processing/parameterfeed.h"

#include <QFutureWatcher>
#include <QJsonObject>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QStackedLayout;
class QToolButton;

namespace desk {

class EmptyState;
class ResultTable;
class SourceLine;
class Theme;

// How good the forecasts have been, by metric and horizon, over a span of time: error, skill against "it
// stays as it is", coverage of the band, pinball loss. Sums are made in a worker, when there is something new
// and somebody looks. GUI thread.
class SkillPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SkillPanel)

public:
    SkillPanel(const ParameterFeed &feed, const Theme &theme, QWidget *parent = nullptr);
    ~SkillPanel() override;

    // Null = no forecasts, for the reason told. Must outlive the panel.
    void setSource(const PredictionSource *source, const QString &reason = {});
    // What the timer does once a second.
    void refresh();
    [[nodiscard]] bool isComputing() const { return m_sum.isRunning(); }

    // Passes over what it does not understand.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildHeader(const Theme &theme);
    void ask();
    void showSum();
    void showRows();
    void retranslate();
    [[nodiscard]] TimeRange wanted() const;

    const ParameterFeed &m_feed;
    const PredictionSource *m_source = nullptr;
    QString m_reason;
    QComboBox *m_span = nullptr;
    QComboBox *m_view = nullptr;
    QToolButton *m_help = nullptr;
    ResultTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    SourceLine *m_line = nullptr;
    QWidget *m_content = nullptr;
    QStackedLayout *m_pages = nullptr;
    std::optional<std::uint64_t> m_version; // that was asked about
    std::shared_ptr<const SkillSpan> m_shown;
    QFutureWatcher<std::shared_ptr<const SkillSpan>> m_sum;
    bool m_isWhole = true; // older forecasts are not being judged any more
    bool m_again = false;  // something changed while the worker was at it
    QTimer m_clock;
};

} // namespace desk
