// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

#include <vector>

class QFrame;
class QHBoxLayout;
class QLabel;
class QMenu;
class QStackedLayout;
class QToolButton;

namespace desk {

class Theme;

// A dockable panel: 28 px header with title, room for two or three controls, and the content below; no frame
// around frames. It may have several pages, each with controls of its own, and show one of them; the others
// are hidden. A mark in the header says whether it is live or a replay, where both are possible; a replay has
// a frame of its colour, too. The objectName identifies it in saved layouts. Everything in the header is
// reached by Tab. GUI thread.
class Panel final : public QDockWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Panel)

public:
    enum class Mark { none, live, replay };

    Panel(const Theme &theme, const QString &objectName, QWidget *content, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    // Right-hand side of the header, in order of calls; belongs to the page that was added last.
    void addHeaderWidget(QWidget *widget);
    void addPage(QWidget *content);
    void showPage(QWidget *content);
    void removePage(QWidget *content); // deletes it and its controls; the first page is shown
    void setMark(Mark mark);
    [[nodiscard]] Mark mark() const { return m_mark; }
    // The moment a replay shows, as in the mark: 2026-325T14:03:07Z. Where that has no room, the time of day.
    void setStamp(const QString &stamp);
    // Opens from the mark.
    [[nodiscard]] QMenu &markMenu() { return *m_markMenu; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Page
    {
        QWidget *content = nullptr;
        QWidget *controls = nullptr;
    };
    void showMark();
    void showFeatures();
    void retranslate();

    const Theme &m_theme;
    QLabel *m_title = nullptr;
    QWidget *m_header = nullptr;
    QHBoxLayout *m_controls = nullptr;
    QFrame *m_body = nullptr;
    QStackedLayout *m_stack = nullptr;
    std::vector<Page> m_pages;
    QToolButton *m_markButton = nullptr;
    QMenu *m_markMenu = nullptr;
    Mark m_mark = Mark::none;
    QString m_stamp;
    QToolButton *m_float = nullptr;
    QToolButton *m_close = nullptr;
};

} // namespace desk
