// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/serieschooser.h"

#include "models/itemmodels/namequery.h"
#include "models/itemmodels/naturalorder.h"
#include "models/itemmodels/seriesnames.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

SeriesListModel::SeriesListModel(const SeriesCatalogue &catalogue, const Filter &filter, QObject *parent)
    : QAbstractListModel(parent)
{
    const SeriesNames names(catalogue);
    for (std::size_t i = 0; i < catalogue.size(); ++i) {
        const SeriesDefinition &definition = catalogue.series(SeriesId(i));
        if (filter && !filter(definition))
            continue;
        m_all.push_back(
            {definition.id, names.entity(definition.entity) + u" · " + names.metric(definition.id)});
    }
    std::ranges::sort(m_all, [](const Row &a, const Row &b) { return naturalCompare(a.name, b.name) < 0; });
    setText({});
}

void SeriesListModel::setText(const QString &text)
{
    const NameQuery query(text);
    beginResetModel();
    m_shown.clear();
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        if (query.match(m_all[i].name) == query.all())
            m_shown.push_back(i);
    }
    endResetModel();
}

int SeriesListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant SeriesListModel::data(const QModelIndex &index, int role) const
{
    return index.isValid() && role == Qt::DisplayRole ? m_all[m_shown[std::size_t(index.row())]].name
                                                      : QVariant();
}

SeriesChooser::SeriesChooser(const SeriesCatalogue &catalogue, const SeriesListModel::Filter &filter,
                             const QString &purpose, QWidget *parent)
    : QDialog(parent)
    , m_model(catalogue, filter)
    , m_text(new QLineEdit)
    , m_list(new QListView)
    , m_none(new QLabel(tr("No parameter has all these words in its name.")))
{
    setObjectName(u"seriesChooser"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Choose a parameter: %1").arg(purpose));
    m_text->setObjectName(u"seriesChooserText"_s);
    m_text->setPlaceholderText(tr("Part of the name, for example: 0412 snr"));
    m_text->setAccessibleName(tr("Part of the name"));
    m_text->setClearButtonEnabled(true);
    m_text->installEventFilter(this);
    m_list->setObjectName(u"seriesChooserList"_s);
    m_list->setAccessibleName(windowTitle());
    m_list->setUniformItemSizes(true);
    m_list->setModel(&m_model);
    m_none->setProperty("dim", true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_text);
    column->addWidget(m_list, 1);
    column->addWidget(m_none);
    column->addWidget(buttons);
    const auto first = [this, ok = buttons->button(QDialogButtonBox::Ok)] {
        const bool any = m_model.rowCount() > 0;
        if (any)
            m_list->setCurrentIndex(m_model.index(0));
        m_none->setVisible(!any);
        ok->setEnabled(any);
    };
    connect(m_text, &QLineEdit::textChanged, this, [this, first](const QString &text) {
        m_model.setText(text);
        first();
    });
    connect(m_list, &QListView::doubleClicked, this, &SeriesChooser::choose);
    connect(buttons, &QDialogButtonBox::accepted, this, &SeriesChooser::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    first();
    m_text->setFocus();
    const QFontMetrics metrics(font());
    resize(60 * metrics.averageCharWidth(), 20 * metrics.height());
}

void SeriesChooser::choose()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    Q_EMIT chosen(m_model.at(index.row()));
    accept();
}

// The list is moved through while the keys stay in the text.
bool SeriesChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace desk
