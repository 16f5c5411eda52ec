// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/predictionsource.h"
#include "models/itemmodels/violationwatch.h"

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QStackedWidget;

namespace desk {

class EmptyState;
class FleetForecastPage;
class FleetSelection;
class SourceLine;
class Theme;
class ViolationsPage;

// What comes next: the forecasts of the fleet, and the limits that they say will be violated. Looks once a
// second; hidden it costs nothing but the watch over predicted violations, which goes on. GUI thread.
class ForecastPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ForecastPanel)

public:
    enum class Page : std::uint8_t { fleet, violations };

    // watch: of another panel of the same source, which keeps and outlives it; null = one of its own.
    ForecastPanel(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                  ViolationWatch *watch = nullptr, QWidget *parent = nullptr);

    // Null = no forecasts, for the reason told. Must outlive the panel.
    void setSource(const PredictionSource *source, const QString &reason = {});
    void setLimits(const std::shared_ptr<const LimitSet> &limits); // null = not known here
    void showPage(Page page);
    [[nodiscard]] Page page() const;
    [[nodiscard]] ViolationWatch &watch() { return *m_watch; }
    // What the timer does once a second.
    void refresh();

    // Passes over what it does not understand.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] bool ownsWatch() const { return m_watch->parent() == this; }
    void showContent();
    void retranslate();

    const PredictionSource *m_source = nullptr;
    QString m_reason;
    ViolationWatch *m_watch = nullptr;
    QComboBox *m_page = nullptr;
    QStackedWidget *m_stack = nullptr; // by Page, then the empty state
    FleetForecastPage *m_fleet = nullptr;
    ViolationsPage *m_violations = nullptr;
    EmptyState *m_empty = nullptr;
    SourceLine *m_line = nullptr;
    QTimer m_clock;
};

} // namespace desk
