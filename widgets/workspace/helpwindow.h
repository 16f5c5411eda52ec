// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <vector>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace desk {

// The help, read from the resources: topics on the left, the text on the right, a field that finds words in
// all of them. Nothing is fetched from anywhere. Deletes itself. GUI thread.
class HelpWindow final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HelpWindow)

public:
    // folder: "en" or "de" below :/desk/help; English where there is none of the language.
    HelpWindow(const QString &language, QWidget *window);

    // By name: "charts". The first one for an unknown one.
    void showTopic(const QString &name);
    [[nodiscard]] QString topic() const;
    [[nodiscard]] QStringList topics() const;

private:
    struct Topic
    {
        QString name;
        QString title;
        QString html;
        QString text; // what is searched
    };
    void read(const QString &folder);
    void search();
    void showCurrent();

    std::vector<Topic> m_topics;
    QLineEdit *m_find = nullptr;
    QListWidget *m_list = nullptr;
    QTextBrowser *m_text = nullptr;
};

} // namespace desk
