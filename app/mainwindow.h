// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalinkstatus.h"
#include "models/itemmodels/fleetselection.h"
#include "models/processing/parameterfeed.h"
#include "models/settings/windowsettings.h"
#include "models/timeseries/timeconductor.h"

#include <QMainWindow>

#include <functional>
#include <vector>

class QActionGroup;
class QToolBar;
class QTranslator;

namespace desk {

class ChartsPanel;
class EventLog;
class Panel;
class StatusStrip;
class TelemetrySource;
class TimeConductorBar;
class Theme;

// The window: puts panels side by side and remembers where; owns no data. GUI thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    struct Parts
    {
        ParameterFeed &feed;
        TimeConductor &conductor;
        FleetSelection &selection;
        EventLog &events;
        Theme &theme;
        WindowSettings &settings;
        const TelemetrySource *source = nullptr; // null = no server
        std::function<std::vector<DataLinkStatus>()> links;
        std::function<void(const QString &)> setLanguage;
        QString language;
    };

    explicit MainWindow(Parts parts, QWidget *parent = nullptr);

    [[nodiscard]] ChartsPanel &charts() { return *m_charts; }
    // Which time the panels look at; a replay gives it its control and overview.
    [[nodiscard]] TimeConductorBar &timeConductor() { return *m_time; }
    [[nodiscard]] StatusStrip &status() { return *m_status; }
    // A panel by its name (topology, charts, …), null for an unknown one.
    [[nodiscard]] QWidget *panel(const QString &name) const;
    [[nodiscard]] QStringList panelNames() const;

    // The arrangement of the last time, in a window of that size or, where it is valid, of this one.
    void showAsBefore(QSize wanted = {});
    void saveLayout();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Entry
    {
        QString name;
        Panel *panel = nullptr;
        std::function<QString()> title;
        std::function<QJsonObject()> save;
        std::function<void(const QJsonObject &)> restore;
    };
    void addPanels();
    void addTimeConductor();
    void addMenus();
    void arrange();
    void retranslate();
    void savePicture();
    void showAbout();
    Entry &add(const QString &name, QWidget *content, std::function<QString()> title);

    static constexpr int layoutVersion = 1;
    Parts m_parts;
    std::vector<Entry> m_panels;
    ChartsPanel *m_charts = nullptr;
    TimeConductorBar *m_time = nullptr;
    QToolBar *m_timeRow = nullptr;
    StatusStrip *m_status = nullptr;
};

} // namespace desk
