// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspace/helpwindow.h"

#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QSplitter>
#include <QTextBrowser>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

HelpWindow::HelpWindow(const QString &language, QWidget *window)
    : QDialog(window)
{
    setObjectName(u"helpWindow"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Help"));
    const QString folder = u":/desk/help/"_s + language;
    read(QDir(folder).exists() ? folder : u":/desk/help/en"_s);
    m_find = new QLineEdit;
    m_find->setObjectName(u"helpFind"_s);
    m_find->setPlaceholderText(tr("Find in the help"));
    m_find->setAccessibleName(m_find->placeholderText());
    m_list = new QListWidget;
    m_list->setObjectName(u"helpTopics"_s);
    m_list->setAccessibleName(tr("Topics"));
    m_text = new QTextBrowser;
    m_text->setObjectName(u"helpText"_s);
    m_text->setAccessibleName(tr("Text of the topic"));
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(12);
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_find);
    column->addWidget(m_list, 1);
    auto *splitter = new QSplitter;
    splitter->addWidget(left);
    splitter->addWidget(m_text);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto *all = new QVBoxLayout(this);
    all->addWidget(splitter);
    connect(m_find, &QLineEdit::textChanged, this, &HelpWindow::search);
    connect(m_list, &QListWidget::currentRowChanged, this, &HelpWindow::showCurrent);
    const QFontMetrics metrics(font());
    const int letter = metrics.averageCharWidth();
    resize(110 * letter, 30 * metrics.height());
    splitter->setSizes({36 * letter, 74 * letter});
    search();
}

void HelpWindow::read(const QString &folder)
{
    const QStringList files = QDir(folder).entryList({u"*.html"_s}, QDir::Files, QDir::Name);
    for (const QString &name : files) {
        QFile file(folder + u'/' + name);
        if (!file.open(QFile::ReadOnly))
            continue;
        Topic topic;
        topic.name = name.section(u'-', 1).chopped(5);
        topic.html = QString::fromUtf8(file.readAll());
        QTextDocument document;
        document.setHtml(topic.html);
        topic.title = document.metaInformation(QTextDocument::DocumentTitle);
        topic.text = document.toPlainText();
        m_topics.push_back(std::move(topic));
    }
}

// The topics that have all the words, in any order; the text shows where the first one stands.
void HelpWindow::search()
{
    const QString shown = topic();
    const QStringList words = m_find->text().split(u' ', Qt::SkipEmptyParts);
    const QSignalBlocker blocked(m_list);
    m_list->clear();
    for (std::size_t i = 0; i < m_topics.size(); ++i) {
        const Topic &one = m_topics[i];
        if (!std::all_of(words.begin(), words.end(), [&one](const QString &word) {
                return one.text.contains(word, Qt::CaseInsensitive);
            }))
            continue;
        auto *item = new QListWidgetItem(one.title, m_list);
        item->setData(Qt::UserRole, qulonglong(i));
        if (one.name == shown)
            m_list->setCurrentItem(item);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    showCurrent();
}

void HelpWindow::showCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item) {
        m_text->setPlainText(tr("No topic has all of these words."));
        return;
    }
    m_text->setHtml(m_topics[item->data(Qt::UserRole).toULongLong()].html);
    const QString word = m_find->text().section(u' ', 0, 0, QString::SectionSkipEmpty);
    if (!word.isEmpty())
        m_text->find(word);
}

void HelpWindow::showTopic(const QString &name)
{
    m_find->clear();
    const auto found = std::find_if(m_topics.begin(), m_topics.end(),
                                    [&name](const Topic &one) { return one.name == name; });
    m_list->setCurrentRow(found == m_topics.end() ? 0 : int(found - m_topics.begin()));
}

QString HelpWindow::topic() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? m_topics[item->data(Qt::UserRole).toULongLong()].name : QString();
}

QStringList HelpWindow::topics() const
{
    QStringList names;
    for (const Topic &one : m_topics)
        names << one.name;
    return names;
}

} // namespace desk
