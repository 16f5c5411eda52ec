// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "widgets/events/eventfiltermodel.h"

#include <QWidget>

class QComboBox;
class QJsonObject;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace desk {

class EventDelegate;
class Theme;

// What happened in this run, newest last. Follows the newest event until the user scrolls up; then it stays
// where it is and counts what came since. Costs nothing while hidden. GUI thread.
class EventLogPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventLogPanel)

public:
    EventLogPanel(const EventLog &log, const Theme &theme, QWidget *parent = nullptr);

    // The shown events.
    [[nodiscard]] QByteArray csv() const;
    // Replaces the file as a whole or leaves it alone.
    [[nodiscard]] Result<void> exportCsv(const QString &fileName) const;
    [[nodiscard]] bool isFollowing() const { return m_following; }

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    void buildBar();
    void connectAll();
    void noteScrolling();
    void noteNews(int count);
    void follow();
    void copy();
    void askForFile();
    void showMenu(const QPoint &position);
    void showPage();
    void applyTheme();
    void retranslate();
    [[nodiscard]] QString words(Severity severity) const;

    const Theme &m_theme;
    EventTableModel m_model;
    EventFilterModel m_filter;
    bool m_following = true;
    int m_unseen = 0;
    QWidget *m_bar = nullptr;
    QLineEdit *m_text = nullptr;
    QComboBox *m_severity = nullptr;
    QToolButton *m_export = nullptr;
    QTableView *m_table = nullptr;
    EventDelegate *m_delegate = nullptr;
    QLabel *m_empty = nullptr;
    QStackedLayout *m_pages = nullptr;
    QPushButton *m_news = nullptr;
    QLabel *m_problem = nullptr; // of the last export
};

} // namespace desk
