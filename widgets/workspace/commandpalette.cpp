// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspace/commandpalette.h"

#include "widgets/theme/theme.h"
#include "widgets/workspace/palettedelegate.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

CommandPalette::CommandPalette(const Theme &theme, QWidget *window)
    : QDialog(window, Qt::Dialog | Qt::FramelessWindowHint)
    , m_theme(theme)
{
    setObjectName(u"commandPalette"_s);
    setWindowTitle(tr("Command palette"));
    m_field = new QLineEdit;
    m_field->setObjectName(u"paletteField"_s);
    m_field->setPlaceholderText(tr("Find nodes, links, parameters, panels, commands, layouts, marks"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->installEventFilter(this);
    m_model = new QStandardItemModel(this);
    m_list = new QListView;
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus); // keys stay in the field
    m_explanation = new QLabel;
    m_explanation->setObjectName(u"paletteExplanation"_s);
    m_explanation->setProperty("dim", true);
    m_explanation->setTextFormat(Qt::PlainText); // names in it come from outside
    m_explanation->setWordWrap(true);
    m_explanation->setMinimumHeight(QFontMetrics(theme.textFont()).height() + Theme::gridUnit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::panelPadding, Theme::panelPadding, Theme::panelPadding,
                               Theme::panelPadding);
    column->setSpacing(Theme::panelPadding);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    column->addWidget(m_explanation);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::explain);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::addSource(std::unique_ptr<PaletteSource> source)
{
    m_sources.push_back({std::move(source)});
}

bool CommandPalette::isStale() const
{
    return std::any_of(m_sources.begin(), m_sources.end(), [](const Source &one) {
        return one.epoch != one.source->epoch() || one.source->size() < one.taken;
    });
}

// Only what is new is taken in, unless a source says that the old is no more what it was.
void CommandPalette::refresh()
{
    const bool anew = isStale();
    if (anew) {
        m_index.clear();
        m_places.clear();
    }
    for (std::size_t s = 0; s < m_sources.size(); ++s) {
        Source &one = m_sources[s];
        one.epoch = one.source->epoch();
        const std::size_t size = one.source->size();
        for (std::size_t entry = anew ? 0 : one.taken; entry < size; ++entry) {
            m_index.add(one.source->words(entry), one.source->bonus());
            m_places.push_back({static_cast<std::uint32_t>(s), static_cast<std::uint32_t>(entry)});
        }
        one.taken = size;
    }
}

void CommandPalette::popUp()
{
    const QWidget *window = parentWidget();
    const int width = std::min(window->width() - 8 * Theme::gridUnit,
                               QFontMetrics(m_theme.textFont()).averageCharWidth() * 100);
    const int height = std::min(window->height() - 16 * Theme::gridUnit, 16 * Theme::rowHeight);
    resize(std::max(240, width), std::max(160, height));
    move(window->mapToGlobal(QPoint((window->width() - this->width()) / 2, 8 * Theme::gridUnit)));
    m_field->clear();
    search();
    show();
    activateWindow();
    m_field->setFocus();
}

void CommandPalette::search()
{
    refresh();
    const QString query = m_field->text();
    static_cast<PaletteDelegate *>(m_list->itemDelegate())->setQuery(query);
    const auto hits = m_index.find(query.toStdString(), mostShown);
    m_model->clear();
    for (const FuzzyIndex::Hit &hit : hits) {
        const Place place = m_places[hit.index];
        const PaletteSource &source = *m_sources[place.source].source;
        auto *item = new QStandardItem(source.text(place.entry));
        const QString keys = source.shortcut(place.entry);
        item->setData(source.kind(place.entry), PaletteDelegate::kindRole);
        item->setData(keys, PaletteDelegate::shortcutRole);
        item->setData(source.explanation(place.entry), PaletteDelegate::explanationRole);
        item->setData(hit.index, PaletteDelegate::placeRole);
        item->setData(QStringList{source.kind(place.entry), item->text(), keys}.join(u", "_s),
                      Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
    explain();
}

void CommandPalette::explain()
{
    const QModelIndex current = m_list->currentIndex();
    const QString keys = current.data(PaletteDelegate::shortcutRole).toString();
    QString text = current.isValid()
                       ? tr("Enter: %1").arg(current.data(PaletteDelegate::explanationRole).toString())
                       : tr("Nothing has these letters in this order.");
    if (!keys.isEmpty())
        text += u"  ·  "_s + tr("also by %1").arg(keys);
    m_explanation->setText(text);
}

// Closed first: what it does may open something, and the window is the active one again.
void CommandPalette::run()
{
    if (isStale()) { // the list is of another source or another language: what is chosen is not what is read
        search();
        return;
    }
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    const Place place = m_places[current.data(PaletteDelegate::placeRole).toUInt()];
    close();
    m_sources[place.source].source->run(place.entry);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int rows = m_model->rowCount();
    const int row = m_list->currentIndex().row();
    const auto go = [this, rows](int to) {
        if (rows > 0)
            m_list->setCurrentIndex(m_model->index(std::clamp(to, 0, rows - 1), 0));
        return true;
    };
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        return go(row + 1 == rows ? 0 : row + 1);
    case Qt::Key_Up:
        return go(row == 0 ? rows - 1 : row - 1);
    case Qt::Key_PageDown:
        return go(row + 10);
    case Qt::Key_PageUp:
        return go(row - 10);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

} // namespace desk
