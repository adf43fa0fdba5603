"""Words of grammar, which tell nothing of what a text is about: what similar words and topics leave out.

Conjunctions, pronouns, pre- and postpositions, particles, auxiliaries and question words of each language,
with the forms they stand in. No noun, no numeral above one, and no verb of saying: who said what matters.
"""

from __future__ import annotations

from aitys.text.folding import folded

STOP_WORDS: dict[str, frozenset[str]] = {
    "en": folded("""
        a an the and or but nor so if then than that this these those as at by for from in into of off on
        onto out over to up with within without about above across after against along among around before
        behind below beneath beside between beyond during except inside near outside since through
        throughout till toward towards under until upon while although because though unless whereas
        whether i me my mine myself you your yours yourself he him his himself she her hers herself it its
        itself we us our ours ourselves they them their theirs themselves who whom whose which what when
        where why how all any both each every either neither few many more most much no none not only
        other another same some such own am is are was were be been being do does did doing have has had
        having will would shall should can could may might must there here just very too also again once
        ever never yet still
    """),
    "ru": folded("""
        и а но или либо да же ли бы в во на с со к у о об от до из за по под над при про для без через
        перед между среди около после кроме что чтобы как так если когда пока хотя потому поэтому также
        тоже зато однако то не ни нет ведь вот даже лишь только уже ещё пусть я меня мне ты тебя он его
        него ему нему им ним она её неё ей ней оно мы нас нам нами вы вас вам вами они их них ими себя
        себе собой мой моя моё мои наш наша наше наши свой своя своё свои своего своей своих этот эта это
        эти этого этой этому этим этих эту тот та те того той тому такой такая такие кто кого кому кем ком
        чего чему чем чём какой какая какое какие который которая которое которые которого которой которых
        которому которым чей где почему сколько весь вся всё все всего всей всех всем всеми сам самый
        каждый другой другие быть был была было были есть будет будут может могут можно нужно надо очень
        более там тут здесь тогда теперь сейчас
    """),
    "kk": folded("""
        және мен пен бен менен да де та те не немесе яки я бірақ алайда дегенмен сонда сондықтан өйткені
        себебі егер онда ал әрі сондай мұндай осындай ондай үшін туралы жайлы жайында дейін шейін кейін
        бұрын соң бері қарай қарсы арқылы бойынша сияқты секілді тәрізді ретінде кезінде арасында үстінде
        астында ішінде сыртында жанында алдында артында бойы сайын гөрі басқа бөлек ма ме ба бе па пе ғана
        қана тек әлі енді тағы дағы ғой қой шығар екен ғо менің маған мені менде менімен сен сенің саған
        сені сіз сіздің сізге сізді ол оның оған оны одан онымен біз біздің бізге бізді бізде бізден олар
        олардың оларға оларды сіздер өз өзі өзінің өзіне өзін өздері бұл мұның бұған бұны бұдан осы осының
        осыған осыны осыдан сол соның соған соны содан мына ана анау кім кімнің кімге кімді нені неге
        немен қай қандай қайда қайдан қашан қалай қанша неше барлық барша бүкіл бәрі барлығы әр әрбір
        кейбір бірнеше ешкім ештеңе бір бар жоқ емес еді болды болады болып болған болса болатын бола
        болмайды деп еткен етті етіп керек мүмкін өте аса тым ең
    """),
    "ky": folded("""
        жана менен да де та те до дө то тө же болбосо бирок ошентсе себеби анткени эгер эгерде анда ал
        ошондо ошондуктан үчүн тууралуу жөнүндө дейре чейин кийин мурун соң бери карай каршы аркылуу
        боюнча сыяктуу өңдүү катары учурунда арасында үстүндө астында ичинде сыртында жанында алдында
        артында бою сайын башка бөлөк бы би бу бү гана эле эми дагы го ко мен менин мага мени менде менден
        сен сенин сага сени сиз сиздин сизге сизди анын ага аны андан биз биздин бизге бизди бизде бизден
        алар алардын аларга аларды силер өз өзү өзүнүн өзүнө өзүн өздөрү бул мунун буга муну мындан ушул
        ушунун ушуга ушуну ошол ошонун ошого ошону ошондон тиги ким кимдин кимге кимди эмне эмнени эмнеге
        кайсы кандай кайда кайдан качан кантип канча нече бардык баары бүт бүткүл ар бир айрым эч бар жок
        эмес экен болду болот болуп болгон болсо боло деп дейт кылып кылган этип керек мүмкүн абдан өтө эң
        мындай ошондой андай ушундай деген жаткан
    """),
    "uz": folded("""
        va bilan hamda ham yoki yo yoxud lekin ammo biroq balki chunki agar toki goʻyo negaki shuning
        uchun sababli tufayli haqida toʻgʻrisida qadar keyin soʻng avval oldin beri tomon qarshi orqali
        boʻyicha kabi singari sifatida davomida orasida ustida ostida ichida tashqarida yonida oldida
        ortida sari sayin boshqa tashqari mi chi ku da faqat hali endi yana axir esa edi ekan emish men
        mening menga meni menda mendan sen sening senga seni siz sizning sizga sizni u uning unga uni unda
        undan biz bizning bizga bizni bizda bizdan ular ularning ularga ularni ulardan sizlar oʻz oʻzi
        oʻzining oʻziga oʻzini oʻzlari bu buning bunga buni bunda bundan shu shunga shuni shunda shundan
        oʻsha oʻshaning oʻshanga mana ana kim kimning kimga kimni nima nimani nimaga qaysi qanday qayer
        qayerda qayerdan qachon qanaqa qancha nega nechta barcha hamma butun bari har ayrim bir birga bor
        yoʻq emas boʻldi boʻladi boʻlib boʻlgan boʻlsa boʻlgani boʻlishi boʻlmaydi deb etib etgan qilib
        qilgan kerak mumkin juda eng tomonidan ancha bunday shunday unday
    """),
    "tg": folded("""
        ва у ё вале аммо лекин балки ки то агар гарчи зеро чунки барои аз ба бо бе дар бар пас пеш назди
        баъди баъд пеши миёни байни дохили берун зери болои рӯи паси пушти доир оид роҷеъ тавассути
        мувофиқи ҳамчун монанди мисли ҳангоми баъзе ҳам низ на не фақат танҳо ҳатто аллакай ҳанӯз акнун
        боз оё магар охир чун ман маро манро ту туро ӯ вай ӯро вайро мо моро шумо шуморо онҳо онҳоро эшон
        инҳо худ худи худро худам худаш худашон ин инро он онро ҳамин ҳамон чунин чунон кӣ киро чӣ чиро
        кадом куҷо кай чаро гуна чанд ҳама ҳамаи тамоми ҳар якчанд ҳеҷ дигар дигаре як яке аст ҳаст
        ҳастанд нест нестанд буд буданд будааст бошад бошанд бошем шуд шуданд шудааст шуда мешавад
        мешаванд шавад кард карда кардаанд кардааст мекунад мекунанд кунад дорад доранд дошт доштанд бояд
        метавонад метавонанд хоҳад хоҳанд мумкин бисёр хеле чи ҳол сипас инчунин
    """),
    "tk": folded("""
        we bilen hem ýa ýogsam ýöne emma welin sebäbi çünki eger onda şonuň üçin şol sebäpli hakda hakynda
        barada barasynda çenli soň öň bäri garşy arkaly boýunça ýaly kimin hökmünde dowamynda arasynda
        üstünde astynda içinde daşynda ýanynda öňünde yzynda sary saýyn başga özge my mi diňe entek indi
        ýene hatda eken meniň maňa meni mende menden men sen seniň saňa seni siz siziň size sizi ol onuň
        oňa ony ondan biz biziň bize bizi bizde bizden olar olaryň olara olary olardan öz özi özüniň özüne
        özüni özleri bu munuň muňa muny mundan şu şunuň şuňa şuny şoňa şony şondan ine ana kim kimiň kime
        kimi näme nämäni nämä haýsy nähili nirede nireden haçan nädip näçe ähli hemme bütin bary her käbir
        birnäçe hiç bir bar ýok däl däldir dir boldy bolýar bolup bolan bolsa bolar bolmaz diýip edip eden
        gerek mümkin örän iň has şeýle beýle eýle edil ýaňy
    """),
}
"""Folded keys, by ISO 639; Uzbek in both scripts, which fold alike."""

_NONE: frozenset[str] = frozenset()


def is_stop_word(key: str, language: str) -> bool:
    """Is the folded `key` a word of grammar in `language`? In a language we have no list of, none is."""
    return key in STOP_WORDS.get(language, _NONE)
