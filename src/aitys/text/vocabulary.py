"""What a reader knows of the region's languages and their neighbours', to tell them from two or three words.

Function words, pronouns, forms of "to be" and "to say", and what every news post has (year, city, ministry,
subscribe). Endings are those of cases, plurals, possessors and tenses; the longest that fits is
taken. Keys are "language-Script". Tables only; `evidence` weighs them.

To add a word, add it and a line to `evals/language/`, then raise `languages.LANGUAGE_STAGE`.
"""

from __future__ import annotations

# Spelt in small letters, with ʻ for every apostrophe. A word may stand in several languages: it then speaks
# for all of them against the rest.
WORDS = {
    "ru-Cyrl": """
        и в во не на я он что с со по это этот эта эти этом этого к как но они мы ты вы она за из от то так
        же бы у о об его её ее их для был была были было быть есть нет уже или еще ещё когда только если
        чтобы до под над при после перед между через без также более года году лет рублей который которая
        которое которые которых которой том этой всех все всё себя него ним них сообщил сообщила сообщили
        сообщает сказал сказала заявил заявила заявили будет будут может могут можно нужно надо здесь там
        где сейчас сегодня завтра вчера теперь очень потому поэтому почему кто чем человек человека людей
        дней день время времени мая июня июля августа сентября октября ноября декабря января февраля марта
        апреля понедельник вторник среду четверг пятницу субботу воскресенье подписаться подпишись
        подписывайтесь читайте подробнее новости главное фото видео срочно страны стран города городе
        области района улице рядом около один одна одно два две три четыре пять свой свои своих своего мне
        меня нас нам вам вас тебя тебе ему ей им какой какая какие такой такие другие другой первый первая
        новый новая новые глава главы стал стала стали лишь ли ни да хотя однако поскольку пока ведь даже
        именно особенно всего больше меньше много мало несколько всегда никогда кстати вот туман ну против
        вместо среди группы организации война погиб погибли пожар авария дороги самолёт самолет выборы суда
        следствие подозреваемый обвиняется задержали задержан врач врачи учёные исследование школа школы
        ученики студенты университет игра игры матч победа победу вода земля море остров ураган дождь снег
        ветер минут недели неделю век тысяч миллион миллиона миллионов процент процентов россия россии китай
        турция национальный международный государственный политический общество мир мире женщина женщины
        мужчина дети ребёнок ребенок мать отец семья семьи дом дома работа работы деньги цена цены рынок
        компания компании правительство правительства встреча переговоры решение план цель результат вопрос
        информация известно прошёл прошел прошла пришёл пришел ушёл дал дали взял сделал поставил словам
        согласно начала общий главный крупный хороший плохой долго вместе никто раз назад руководитель
        председатель представитель управление отдел господин мистер сотрудник сотрудники жители граждане
        утром вечером днём центр центра
    """,
    "kk-Cyrl": """
        және мен бен пен үшін бұл осы сол ол олар біз сіз сен бар жоқ деп деді дейді дед екен еді болды
        болған болып болады болатын болса болуы болу бола туралы бойынша кейін дейін бірақ немесе сондай
        алайда әрі тек қана ғана ең өте көп аз бір екі үш төрт бес алты жеті сегіз тоғыз он жылы жыл жылғы
        жылдың айы айында күні күн бүгін кеше ертең қазір теңге теңгеге адам адамдар елінде ел елдің қала
        қаласы қаласында қалада облысы облысында ауданы ауданында президенті министрі министрлігі
        мәліметінше хабарлады хабарлайды айтты мәлімдеді жатыр тұр отыр жүр отырған жатқан кім не қандай
        қалай қашан неге қайда мұнда онда мына мынау соң сайын арқылы қарай туды керек мүмкін емес ештеңе өз
        өзі өзінің оның олардың біздің сіздің маған саған оған бізге барлық барлығы бүкіл басқа кейбір мырза
        жасар жаста арнасы жазыл жазылыңыз жазылыңыздар жаңалық жаңалықтар оқиға шілде қазан қараша
        желтоқсан қаңтар ақпан наурыз сәуір мамыр маусым тамыз қыркүйек дүйсенбі сейсенбі сәрсенбі бейсенбі
        жұма сенбі жексенбі дүйсенбіде сейсенбіде сәрсенбіде бейсенбіде жұмада сенбіде жексенбіде деген атты
        бірнеше кезде кезінде ішінде үстінде астында алдында артында жанында бойы рет өткен келген берген
        алған дүние деуі жаңа үлкен кіші алғашқы бірінші екінші соңғы қатысты байланысты сонымен қатар тағы
        әлі енді содан бұдан одан мұны соны оны дегенмен өйткені себебі егер халық мемлекет заң құқық тобы
        ұйымы ұйымының соғыс қаза өрт апаты көлік көлігі жол жолы ұшақ дауыс сайлау соты тергеу күдікті
        айыпталып қамауға дәрігер дәрігерлер ғалымдар зерттеу зерттеушілер мектеп мектебі оқушы оқушылар
        мұғалім студенттер университеті ойын ойыны ойыншы жеңіс жеңіске жетті қол көз су жер теңіз мұхит
        аралы дауыл жаңбыр қар жел сағат минут апта аптада ғасыр мың жүз пайыз пайызы еуропа ресей қытай
        түркия ұлттық халықаралық мемлекеттік саяси қоғам әлем әлемдік әлемнің әйел ер бала балалар балалары
        ана әке отбасы отбасының үй үйі жұмыс жұмысын ақша баға бағасы нарық компаниясы компаниясының үкімет
        үкіметі үкіметінің кездесу келіссөз шешім шешімі жоспары мақсаты нәтиже нәтижесінде мәселе мәселесі
        ақпарат мәлім өтті өтеді келді келеді кетті берді береді алды алады жасады қойды тұрады айтуынша
        айтады пікірінше сәйкес бастап дейінгі кейінгі кезінен жалпы негізгі ірі қымбат арзан жақсы жаман
        ұзақ қысқа жылдан жылдары жылға бұрын бұрынғы қайта бірге бірақта болғанын болғаны мұндай сондықтан
        осындай осылай солай ешкім бәрі әркім әрқашан ешқашан тіпті барып келіп алып беріп қойып шығып түсіп
        айтқан айтқаны басшысы төрағасы төрағасының өкілі басқармасы басқармасының бөлімі шілдеде тамызда
        қыркүйекте қазанда қарашада желтоқсанда маусымда наурызда
    """,
    "ky-Cyrl": """
        жана менен үчүн бул ушул ошол ал алар биз сиз сен бар жок деп деди дейт деген экен эле эмес болду
        болгон болуп болот болгондо болсо болуу боюнча тууралуу кийин чейин бирок же ошондой дагы да гана
        абдан эң көп аз бир эки үч төрт беш алты жети сегиз тогуз он жылы жыл жылдын айында күнү күн бүгүн
        кечээ эртең азыр учурда сом сомго адам адамдар өлкө өлкөнүн өлкөдө шаар шаары шаарында шаардын
        облусу облусунда району районунда президенти министри министрлиги билдирди айтты белгиледи жатат
        турат отурат жүрөт келет берет алат ким эмне кандай кантип качан эмнеге кайда жерде мында анда соң
        сайын аркылуу карай керек мүмкүн эч нерсе өз өзү өзүнүн анын алардын биздин сиздин мага сага ага
        бизге бардык баары бүткүл башка кээ кээде мырза жашар жашта жашында каналы жазыл жазылыңыз кабар
        кабарлар жаңылык жаңылыктар окуя январь дүйшөмбү шейшемби шаршемби бейшемби жума ишемби жекшемби
        дүйшөмбүдө ишембиде жекшембиде нече катар учур учурунда ичинде үстүндө астында алдында артында
        жанында бою ирет жолу өткөн келген берген алган дүйнө дүйнөлүк жаңы чоң кичи алгачкы биринчи экинчи
        акыркы тийиш байланыштуу ошону ошентип ошентсе ошондуктан анткени себеби эгер эгерде эл элдин
        мамлекет мыйзам укук кылуу кылган кылып болчу болгону эмнеден дешти мурда мурун буга ушундан алгач
        эми кыргыз кыргызстан соода ооба эмесмин тууралу боло болбойт жөнүндө ортосунда каршы себептен
        бейшембиде жуманын тобу уюму уюмунун согуш каза өрт кырсык унаа жол учак добуш шайлоо соту тергөө
        шектүү айыпталып камакка дарыгер дарыгерлер окумуштуулар изилдөө изилдөөчүлөр мектеп мектеби окуучу
        окуучулар мугалим студенттер университети оюн оюну оюнчу жеңиш жеңишке жетти кол көз суу жер деңиз
        океан аралы бороон жамгыр кар шамал саат мүнөт жумада кылым миң жүз пайыз пайызы европа россия кытай
        түркия улуттук эларалык мамлекеттик саясий коом дүйнөдө дүйнөнүн аял эркек бала балдар балдары эне
        ата үй үйү иш ишин акча баа баасы базар компаниясы компаниясынын өкмөт өкмөтү өкмөтүнүн жолугушуу
        сүйлөшүү чечим чечими планы максаты натыйжа натыйжасында маселе маселеси маалымат белгилүү өттү өтөт
        келди кетти берди алды жасады койду айтымында айтат айтып пикиринде ылайык баштап чейинки кийинки
        учурдан жалпы негизги ири кымбат арзан жакшы жаман узак кыска жылдан жылдары жылга мурунку мурдагы
        кайра бирге болгонун мындай ушундай ушинтип ошондо ар дайыма атүгүл барып келип алып берип коюп
        чыгып түшүп айткан айтканы башчысы төрагасы төрагасынын өкүлү башкармалыгы башкармалыгынын бөлүмү
        июлда августта сентябрда октябрда ноябрда декабрда июнда мартта кыз уул жигит киши кишилер болсок
        болсом элем кылат кылды чыгаруу көрсөттү көрсөтүү көбүрөөк азыраак улам улуу чоңу
    """,
    "tg-Cyrl": """
        ва дар аз ба бо барои ки ин он як ду се чор панҷ шаш ҳафт ҳашт нӯҳ даҳ аст буд будан буданд бошад
        мебошад мебошанд мешавад мешаванд шуд шуда шудааст шуданд кард карда кардааст карданд мекунад
        мекунанд кунад кунанд гуфт гуфтанд мегӯяд мегӯянд гуфта изҳор хабар дод доданд додааст мардум одамон
        нафар нафарро сол соли солҳои моҳ моҳи рӯз рӯзи рӯзҳои имрӯз дирӯз фардо ҳоло акнун сомонӣ кишвар
        кишвари кишварҳои шаҳр шаҳри вилоят вилояти ноҳия ноҳияи президенти раиси раисҷумҳур вазир вазири
        вазорат вазорати ҳам ҳамчун ҳамчунин низ вале аммо лекин ё агар то пас баъд пеш қабл байни миёни
        зери болои дохили берун назди худ худро худи вай мо шумо ман ту онҳо инҳо ӯ моро шуморо маро ҳар
        ҳама ҳамаи ҳамин ҳамон чунин чунон дигар баъзе бисёр кам хеле бештар камтар зиёда бояд метавонад
        метавонанд мумкин лозим нест набуд надорад дорад доранд дошт гирифт гирифта рафт омад оварданд овард
        нав нави бузург калон хурд аввал аввали аввалин дуюм охирин охири давлат давлати ҷаҳон ҷаҳони тоҷик
        тоҷикистон мақомот тибқи мувофиқи мисли зидди муқобили сабаб чаро чӣ кӣ куҷо кай чанд тавассути оид
        доир баробари солаи дӯшанбе душанбе сешанбе чоршанбе панҷшанбе ҷумъа шанбе якшанбе январи феврали
        марти апрели майи июни июли августи сентябри октябри ноябри декабри обуна шавед канали хабарҳо
        навгониҳо ширкати ситораи сафири пули писари духтари марди зани гурӯҳи созмони ташкилоти ҷанг марг
        сӯхтор садама роҳ роҳи ҳавопаймо овоз интихобот суди додгоҳи тафтиш муфаттиш гумонбар айбдор боздошт
        духтур духтурон олимон таҳқиқот муҳаққиқон мактаб мактаби хонанда хонандагон омӯзгор донишҷӯён
        донишгоҳи бозӣ бозии бозингар ғалаба даст чашм об замин баҳр уқёнуси ҷазираи тӯфон борон барф шамол
        соат соати дақиқа ҳафта ҳафтаи аср ҳазор сад фоиз фоизи аврупо русия чин туркия миллӣ байналмилалӣ
        давлатӣ сиёсӣ ҷомеа ҷомеаи зан мард кӯдак кӯдакон фарзандон модар падар оила оилаи хона хонаи кор
        кори пул нарх нархи бозор бозори ширкат ширкатҳои ҳукумат ҳукумати мулоқот музокирот қарор қарори
        нақшаи мақсади натиҷа натиҷаи масъала масъалаи маълумот маълум гузашт мегузарад меояд рафтанд
        медиҳад мегирад карданро шуданро гӯяд гуфтааст назари мутобиқи сар ибтидои баъдӣ баъдии пешин умумӣ
        асосӣ калони қимат арзон хуб бад дароз кӯтоҳ соле солҳо пештар боз якҷоя будани буданро чунки зеро
        ҳеҷ кас ҳамеша ҳатто рафта омада дода монда роҳбари раис вакили намояндаи идораи шуъбаи июл август
        январ ҷаноби ҷаноб корманди кормандони аҳолӣ аҳолии шаҳрванд шаҳрвандон рӯзона бегоҳӣ субҳ муқаддаси
        ҳанӯз ҳамагӣ марказ маркази миллион миллиард қотил куштор наҳанги ҳайвонот сарвазири сарвазир
        консерваторӣ ҷавонон занон мардон зоҳиран инак онгоҳ ҳамроҳи бинобар намояд намуд намуда намуданд
        намудааст мекунам мешавам медонам медонем мехоҳам мехоҳад надоранд нашудааст накардааст нашуд накард
        дорам дорем ҳастанд ҳаст ҳастам ҳастем рӯзе касе чизе
    """,
    "uz-Cyrl": """
        ва билан учун бу шу ўша у улар биз сиз сен мен бор йўқ деб деди дея дейди экан эди эмас бўлди бўлган
        бўлиб бўлади бўлса бўлиш бўйича ҳақида тўғрисида кейин сўнг қадар гача лекин аммо бироқ ёки
        шунингдек ҳам фақат энг жуда кўп оз бир икки уч тўрт беш олти етти саккиз тўққиз ўн йил йили йилда
        йилги йилнинг ой ойида ойи кун куни бугун кеча эртага ҳозир сўм сўмга одам одамлар инсон давлат
        мамлакат мамлакатда шаҳар шаҳри шаҳрида вилоят вилояти вилоятида туман тумани туманида президенти
        вазири вазирлиги вазирлик хабар маълум қилди билдирди айтди таъкидлади мумкин керак зарур ҳеч нарса
        ўз ўзи ўзининг унинг уларнинг бизнинг сизнинг менга сенга унга бизга барча ҳамма бутун бошқа баъзи
        баъзан жаноб ёшли канали каналига обуна бўлинг янгилик янгиликлар воқеа январь якшанба душанба
        сешанба чоршанба пайшанба жума шанба неча қатор давомида ичида устида остида олдида орқасида ёнида
        марта ўтган келган берган олган қилган қилиш қилиб дунё жаҳон янги катта кичик дастлабки биринчи
        иккинчи охирги сўнгги боғлиқ шундай бундай ундай чунки сабаби агар халқ қонун ҳуқуқ томонидан орқали
        қарши эса ким нима қандай қачон нега қаерда қайси бери тер тергов бош кунлик дан га да ни гуруҳи
        ташкилоти ташкилотининг уруш ўлим ёнғин ҳалокат йўл йўли самолёт овоз сайлов суди терговчи гумондор
        айбланиб ҳибсга шифокор шифокорлар олимлар тадқиқот тадқиқотчилар мактаб мактаби ўқувчи ўқувчилар
        ўқитувчи талабалар университети ўйин ўйини ўйинчи ғалаба ғалабага эришди қўл кўз сув ер денгиз
        океани ороли довул ёмғир қор шамол соат соатда дақиқа ҳафта ҳафтада аср минг юз фоиз фоизи европа
        россия хитой туркия миллий халқаро давлатининг сиёсий жамият жамияти дунёда дунёнинг аёл эркак бола
        болалар болалари она ота оила оиласи уй уйи иш ишини пул нарх нархи бозор компанияси компаниясининг
        ҳукумат ҳукумати ҳукуматининг учрашув музокара қарор қарори режаси мақсади натижа натижасида масала
        масаласи маълумот ўтди ўтади келди келади кетди берди беради олди олади қилади қўйди туради айтишича
        айтади фикрича кўра мувофиқ бошлаб кейинги аввалги олдинги умумий асосий йирик қиммат арзон яхши
        ёмон узоқ қисқа йилдан йиллари йилларда аввал яна бирга эканини бўлгани бўлганини бундан шундан
        шунинг бунинг ундан ундаги бугунги ҳар доим ҳатто бориб келиб олиб бериб қўйиб чиқиб тушиб айтган
        айтгани раҳбари раҳбар раиси раисининг вакили бошқармаси бўлими июлда августда сентябрда октябрда
        ноябрда декабрда июнда мартда январда апрелда майда жаноби ходими ходимлари аҳоли аҳолиси фуқаро
        фуқаролар кунги кундузи кечқурун эрталаб авлиё энди ҳали ўртасида бораётган борган қолган туфайли
        сабабли мазкур ушбу миллион миллиард эмасман экани майдони кўчаси қурбон марказ маркази марказида
    """,
    "en-Latn": """
        the of and to in is was were for on that with as at by from it its this these those he she they we
        you his her their our your be been are have has had not but or an will would could should can may
        said says after before about into over under who which what when where how there than then also more
        most some other new one two first last year years people government president minister police city
        country state while during against between because if so no out up all any only just now today
        yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march
        april june july august september october november december subscribe channel read breaking news mr
        mrs him them us my me do does did being such many much through per both each very still since until
        group war killed fire crash road plane vote election court investigation suspect accused arrested
        doctor doctors scientists study researchers school students university game match win water sea
        island storm rain snow wind minutes week weeks century million billion percent china russia national
        international political world woman women man men children child mother father family home house
        work money price prices market company companies meeting talks decision plan result issue
        information come came went gave took made put according head chairman spokesman department team
    """,
    "uz-Latn": """
        va bilan uchun bu shu oʻsha u ular biz siz sen men bor yoʻq deb dedi deya deydi ekan edi emas boʻldi
        boʻlgan boʻlib boʻladi boʻlsa boʻlish boʻyicha haqida toʻgʻrisida keyin soʻng qadar lekin ammo biroq
        yoki shuningdek ham faqat eng juda koʻp oz bir ikki uch toʻrt besh olti yetti sakkiz toʻqqiz oʻn yil
        yili yilda yilgi yilning oy oyida oyi kun kuni bugun kecha ertaga hozir soʻm soʻmga odam odamlar
        inson davlat mamlakat mamlakatda shahar shahri shahrida viloyat viloyati viloyatida tuman tumani
        tumanida prezidenti vaziri vazirligi vazirlik xabar xabariga maʼlum qildi bildirdi aytdi taʼkidladi
        mumkin kerak zarur hech narsa oʻz oʻzi oʻzining uning ularning bizning sizning menga senga unga
        bizga barcha hamma butun boshqa baʼzi baʼzan janob yoshli kanali kanaliga obuna boʻling yangilik
        yangiliklar voqea yanvar fevral mart yakshanba dushanba seshanba chorshanba payshanba juma shanba
        neche necha qator davomida ichida ustida ostida oldida orqasida yonida marta oʻtgan kelgan bergan
        olgan qilgan qilish qilib dunyo jahon yangi katta kichik dastlabki birinchi ikkinchi oxirgi soʻnggi
        bogʻliq shunday bunday chunki sababi agar xalq qonun huquq tomonidan orqali qarshi esa kim nima
        qanday qachon nega qayerda qaysi million ming milliard politsiya tijorat dan ga da ni guruhi
        tashkiloti tashkilotining urush oʻlim yongʻin halokat yoʻl yoʻli samolyot ovoz saylov sudi tergov
        tergovchi gumondor ayblanib hibsga shifokor shifokorlar olimlar tadqiqot tadqiqotchilar maktab
        maktabi oʻquvchi oʻquvchilar oʻqituvchi talabalar universiteti oʻyin oʻyini oʻyinchi gʻalaba
        gʻalabaga erishdi qoʻl koʻz suv yer dengiz okeani oroli dovul yomgʻir qor shamol soat soatda daqiqa
        hafta haftada asr yuz foiz foizi yevropa rossiya xitoy turkiya milliy xalqaro davlatining siyosiy
        jamiyat jamiyati dunyoda dunyoning ayol erkak bola bolalar bolalari ona ota oila oilasi uy uyi ish
        ishini pul narx narxi bozor kompaniyasi kompaniyasining hukumat hukumati hukumatining uchrashuv
        muzokara qaror qarori rejasi maqsadi natija natijasida masala masalasi maʼlumot oʻtdi oʻtadi keldi
        keladi ketdi berdi beradi oldi oladi qiladi qoʻydi turadi aytishicha aytadi fikricha koʻra muvofiq
        boshlab keyingi avvalgi oldingi umumiy asosiy yirik qimmat arzon yaxshi yomon uzoq qisqa yildan
        yillari yillarda avval yana birga ekanini boʻlgani boʻlganini bundan shundan shuning buning undan
        bugungi hatto borib kelib olib berib qoʻyib chiqib tushib aytgan aytgani rahbari rahbar raisi
        raisining vakili boshqarmasi boʻlimi iyulda avgustda sentabrda oktabrda noyabrda dekabrda iyunda
        martda yanvarda aprelda mayda janobi xodimi xodimlari aholi aholisi fuqaro fuqarolar kungi kunduzi
        kechqurun ertalab avliyo endi hali oʻrtasida borayotgan borgan qolgan tufayli sababli mazkur ushbu
        emasman ekani bosh maydoni koʻchasi qurbon markaz markazi markazida
    """,
    "tk-Latn": """
        we bilen üçin bu şu şol o ol olar biz siz sen men bar ýok diýip diýdi diýen diýýär eken edi däl
        boldy bolan bolup bolýar bolsa bolmak bolar barada hakynda baradaky soň çenli emma ýöne hem diňe iň
        örän köp az bir iki üç dört bäş alty ýedi sekiz dokuz on ýyl ýyly ýylda ýylyň aý aýynda gün güni
        düýn ertir häzir manat manada adam adamlar döwlet ýurt ýurduň ýurtda şäher şäheri şäherinde welaýat
        welaýaty welaýatynda etrap etraby etrabynda prezidenti ministri ministrligi habar berdi bildirdi
        aýtdy belledi mümkin gerek hiç zat öz özi özüniň onuň olaryň biziň siziň maňa saňa oňa bize ähli
        hemme bütin beýleki käbir käte jenap jenaby ýaşly ýaşyndaky kanaly agza boluň täzelik täzelikler
        waka ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr duşenbe sişenbe
        çarşenbe penşenbe anna şenbe ýekşenbe birnäçe dowamynda içinde üstünde astynda öňünde ýanynda gezek
        geçen gelen beren alan eden etmek edip edýär dünýä täze uly kiçi ilkinji birinji ikinji soňky bagly
        şonuň şeýle munuň çünki sebäbi eger halk kanun hukuk tarapyndan arkaly garşy kim näme nähili haçan
        nädip nirede haýsy million müň geplesiginde hakda indi ýene topary guramasy guramasynyň uruş ölüm
        ýangyn heläkçilik ýol ýoly uçar ses saýlaw kazyýeti derňew şübheli tussag lukman lukmanlar alymlar
        barlag barlagçylar mekdep mekdebi okuwçy okuwçylar mugallym talyplar uniwersiteti oýun oýny oýunçy
        ýeňiş ýeňşi ýetdi el göz suw ýer deňiz ummany adasy tupan ýagyş gar ýel sagat sagatda minut hepde
        hepdede asyr ýüz göterim göterimi ýewropa russiýa hytaý türkiýe milli halkara döwletiň syýasy
        jemgyýet jemgyýeti dünýäde dünýäniň aýal erkek çaga çagalar çagalary ene ata maşgala maşgalasy öý
        öýi iş işini pul baha bahasy bazar kompaniýasy kompaniýasynyň hökümet hökümeti hökümetiniň duşuşyk
        gepleşik karar karary meýilnamasy maksady netije netijesinde mesele meselesi maglumat belli geçdi
        geçýär geldi gelýär gitdi berýär aldy alýar etdi goýdy durýar aýtmagyna aýdýar pikirine görä
        laýyklykda başlap soňraky ozalky umumy esasy iri gymmat arzan gowy erbet uzak gysga ýyldan ýyllary
        ýyllarda öň bilelikde bolandygyny bolandygy mundan şondan ondan günki elmydama hatda baryp gelip
        alyp berip goýup çykyp düşüp aýdan aýdypdyr ýolbaşçysy başlygy başlygynyň wekili müdirligi bölümi
        iýulda awgustda sentýabrda oktýabrda noýabrda dekabrda iýunda martda işgäri işgärleri ilat ilaty
        raýat raýatlar gündiz agşam irden entek arasynda barýan galan sebäpli däldir merkez merkezi
        merkezinde heniz diýdiler aýtdylar boldular etdiler edipdir bolupdyr ekenini edilýär edildi edilen
        edilmeli
    """,
    "kaa-Cyrl": """
        ҳәм менен ушын бул сол ол олар биз сиз бар жоқ деп деди екен еди болды болған болып болады болыўы
        болыў болыўға бойынша кейин дейин бирақ ямаса соның жүдә көп бир еки үш төрт бес жыл жылы күни бүгин
        ҳәзир адам адамлар ҳәр ҳәмме барлық басқа өз өзиниң оның олардың тийис хуқықына хуқыққа ҳуқық
        ҳуқықына ҳеш ҳешбир ҳәмде емес мүмкин керек ушырағанда мәмлекет қала қаласы қалада ҳаққында
        тәрепинен арқалы ийе адамның инсан қарақалпақстан министрлиги баслығы ўәкили ўақыт ўатан шаңарақ
        жумыс өзгериўи өткерилди хабарлады айтты жаңа мектеп мектеби ашылды аўыл аўылда суў суўы ўазыйпа
        баўыр қарақалпақ нөкис нөкисте болыўына қылыў етиў етиўге бериў алыў шығыў келеси ҳәпте үшын шекем
    """,
    "tt-Cyrl": """
        һәм белән өчен бу шул ул алар без сез бар юк дип диде булган булып була булса турында буенча соң
        кадәр ләкин әмма яки шулай гына бик күп бер ике өч дүрт биш ел елы көн көне бүген кичә хәзер кеше
        кешеләр һәр барлык башка үз үзенең аның аларның түгел мөмкин кирәк татарстан хокук дәүләт шәһәре
        районында хәбәр итте әйтте тиеш беренче яңа зур аша каршы ничек кайда нәрсә ни дә да көннәр
        шәһәрендә кешеләре балалар хатын ир мәктәп авыл авылы министрлык хөкүмәт вакытта вакыты сүз эш эше
        шуңа моны аңа миңа сиңа безнең сезнең ничә бөтен барысы булачак булырга торган итеп иткән ителә килә
        китә бирә ала
    """,
    "ba-Cyrl": """
        һәм менән өсөн был шул ул улар беҙ һеҙ бар юҡ тип тине булған булып була тураһында буйынса һуң
        тиклем ләкин әммә йәки бик күп бер ике өс дүрт йыл көн бөгөн кисә хәҙер кеше һәр башҡа үҙ уның
        уларҙың түгел мөмкин кәрәк башҡортостан ҡала
    """,
    "uk-Cyrl": """
        і та в у на з із що не це цей ця ці як але вони ми ви він вона за від до так же би про його її їх
        для був була були було бути є немає вже або ще коли тільки якщо щоб під над при після перед між
        через без також більше року років який яка яке які яких цього себе сказав заявив може можна де зараз
        сьогодні дуже тому кожна людина має право день дні днів місто міста люди людей повідомили повідомив
        вчора міністерство уряд жителі країни україни проти новий нова перший другий тисяч мільйонів
    """,
    "be-Cyrl": """
        і ў у на з са што не гэта гэты гэтая як але яны мы вы ён яна за ад да так жа бы пра яго яе іх для
        быў была былі было быць ёсць няма ужо або яшчэ калі толькі каб пад над пры пасля перад паміж праз
        без таксама больш года які якая якія сказаў можа дзе цяпер сёння вельмі кожны чалавек мае права
        дзень дні горад горада людзі людзей паведамілі паведаміў учора міністэрства урад жыхары краіны
        беларусі супраць новы новая першы другі тысяч мільёнаў
    """,
    "bg-Cyrl": """
        и в на с се за да не е са от че като по до към при или но това тази този тези който която което
        които всеки има няма право свобода може бъде беше бил съм си му ѝ им след преди без между през още
        също така само ако когато къде какво кой ще го ги я ден дни година години бяха съобщиха съобщи
        министерството заради хора хората град града днес вчера вече около повече нов нова ново първи втори
    """,
    "mk-Cyrl": """
        и во на со се за да не е од дека како по до кон при или но ова оваа овој кој која кое кои секој има
        нема право може бидат беше сум му ја ги го ќе меѓу низ уште исто само ако кога каде што ден дена
        година години беа соопшти соопштија министерството поради луѓе луѓето град денес вчера веќе повеќе
        нов нова ново прв втор околу изјави рече
    """,
    "sr-Cyrl": """
        и у на са се за да не је су од као по до према при или али ово ова овај који која које свако има
        нема право може бити био била сам му јој их ће због између кроз још само ако када где шта дан дана
        године година људи данас јуче министарство саопштило саопштио већ више нови нова први други уз око
        града рекао каже ни док што
    """,
    "mn-Cyrl": """
        нь ба болон бол байна байгаа байсан бөгөөд юм хүн хүний бүр эрх эрхтэй улс улсын монгол энэ тэр тэд
        бид та би болно болсон гэж гэсэн гэх мэт дээр дор хийх авах өгөх олон нэг хоёр гурав жил өдөр
        өнөөдөр өчигдөр хэн юу яаж хэзээ хаана ямар мөн эсвэл харин гэвч учир зэрэг тухай төлөө ажил засгийн
        газар шинэ их бага дотор гадна хамт ч л уу үү
    """,
    "az-Cyrl": """
        вә илә үчүн бу о олан бир ки дә һәр һүгугу һүгуг малик малидир шәхс инсан онун онлар биз сиз мән ја
        да дејил дир олмаг олараг олунмуш едилмиш көрә сонра гәдәр анчаг јалныз чох ики үч ил күн
    """,
    "tk-Cyrl": """
        ве билен үчин бу шу шол ол олар биз сиз бар ёк дийип эдип болуп боля хем диңе эдйән адам адамың хакы
        хукугы хукук хер өз өзүниң онуң эдилмегине болмага өңүнде дөвлет халк ягны ялы ёлы эйедир хич ким
    """,
    "tr-Latn": """
        ve ile için bu o şu bir de da ki ne daha çok en gibi kadar sonra önce her hiç ama fakat ancak veya
        ya olan olarak oldu olduğunu olduğu olacak var yok değil dedi söyledi açıkladı tarafından göre karşı
        yeni büyük iki üç yıl yılında gün bugün dün şimdi insan herkes hakkı kişi onun onların biz siz ben
        sen mi mı mu mü ise diye çünkü hem şey bütün kendi ayrıca başkanı şehir ülke polis
    """,
    "az-Latn": """
        və ilə üçün bu o bir də da ki nə daha çox ən kimi qədər sonra əvvəl hər heç amma lakin ancaq ya olan
        olaraq oldu olub olduğunu var yox deyil dedi bildirib bildirdi tərəfindən görə qarşı yeni böyük iki
        üç il ildə gün dünən indi insan şəxs hüququ onun onların biz siz mən sən isə çünki həm bütün öz
        malikdir şəhər ölkə polis
    """,
    "ug-Latn": """
        we bilen üchün bu shu u ular biz siz bir her hemme adem ademler ademning heqliq hoquqi hoquqqa hoquq
        bolushi kérek emes bolghan bolup qilish qilinishi öz özining uning dölet hökümet barliq igidarchiliq
        ige herqandaq hichkim hichqandaq yaki boyiche toghrisida arqiliq ichide bilenmu shundaqla qanun teng
        erkin hörmet béshigha kishi kishiler
    """,
    "crh-Latn": """
        ve ile içün bu o şu bir de da ki ne daa çoq eñ kibi qadar soñ evel er iç amma faqat olğan oldı bar
        yoq degil dedi qırım qırımtatar aqqı insan ediler
    """,
    "kk-Latn": """
        jáne men bul úshin qazaqstan boıynsha turaly bar joq degen dedi jyly prezıdent joǵary qala qalasy
        týraly
    """,
    "de-Latn": """
        der die das und ist nicht ein eine zu den dem mit von für auf im des sich auch es an werden aus er
        hat dass sie nach wird bei einer um am sind noch wie einem über so zum war haben nur oder aber vor
        zur bis mehr durch man sein wurde sei
    """,
    "fr-Latn": """
        le la les de des du et est un une pour que qui dans en sur pas plus par au aux avec ce cette il elle
        ils son sa ses se ne mais ou où été être sont a à leur nous vous comme tout
    """,
    "es-Latn": """
        el la los las de del y es un una para que en por con no su sus se al lo como más pero fue ha este
        esta son entre cuando muy sin sobre también ser hay desde todo nos
    """,
    "it-Latn": """
        il lo la i gli le di del della e è un una per che in con non si da su al dal come più ma anche sono
        ha questo questa nel alla dei delle essere o se
    """,
    "pt-Latn": """
        o a os as de do da dos das e é um uma para que em por com não se ao no na mais mas foi ser são como
        seu sua ou também
    """,
    "pl-Latn": """
        i w z na do że nie się jest to o jak ale po co tak za od przez dla są był być czy już tylko może
        oraz jego przed pod
    """,
    "id-Latn": """
        yang dan di dengan untuk dari ini itu pada tidak ke dalam akan adalah juga oleh ada mereka kami
        telah sebagai
    """,
}

# The grammars they follow. Kazakh, Kyrgyz: cases and possessors by vowel harmony (Mukhamedova, "Kazakh: A
# Comprehensive Grammar"; Kara, "Kyrgyz"), which is where the two part: kk -ның, -нің, ky -нын, -нин, -нун.
# Uzbek has lost the harmony (Bodrogligeti, "Modern Literary Uzbek"); Tajik: izafet -и, plural -ҳо (Perry,
# "A Tajik Persian Reference Grammar"); Turkmen: Clark, "Turkmen Reference Grammar".
ENDINGS = {
    "ru-Cyrl": """
        ого его ому ему ый ий ой ая яя ое ее ые ие ых их ым им ыми ими ть ться тся лся лась лись ла ло ли ал
        ил ел ов ев ей ам ям ами ями ах ях ом ем ию ия ии ость ости ение ения ением ников ский ская ское
        ские ского ской ет ит ут ют ат ят ешь ишь
    """,
    "kk-Cyrl": """
        ның нің дың дің тың тің ға ге қа ғы гі қы кі нда нде сы сі ы і мен бен пен лық лік дық дік тық тік
        лар лер дар дер тар тер нан нен дан ден тан тен ты ті ды ді ған ген қан кен йды йді ады еді п ып іп
        атын етін дағы дегі тағы тегі шы ші лы лі сыз сіз
    """,
    "ky-Cyrl": """
        нын нин нун нүн дын дин дун дүн тын тин тун түн лар лер лор лөр дар дер дор дөр тар тер тор төр га
        ге го гө ка ке ко кө да де до дө та те то тө дан ден дон дөн тан тен тон төн ты ти ту тү ды ди ду дү
        нды гы ги гу гү сы си су сү чы чи чу чү луу лүү дуу дүү туу түү лык лик лук лүк дык дик дук дүк тык
        тик тук түк ган ген гон гөн кан кен кон көн ат ет от өт йт уу үү оо өө ып ип уп үп уусу үүсү ынын
        инин унун үнүн
    """,
    "tg-Cyrl": """
        ҳо ҳои ҳоро ҳоеро он они ро ии ӣ ест анд ад аст ааст аанд ам ем ед мон тон шон аш ат ҳоямон ият иятӣ
        ияти вӣ гӣ нда ндаи ист истӣ ор ори и
    """,
    "uz-Cyrl": """
        нинг лар лари ларни ларнинг ларда дан даги ни га да ди ган гани лик лиги ликни чи си ини ида идан
        идаги ига ади япти моқда моқчи иб миз ингиз лаш лаб лади лган қа ка ки ги ринг
    """,
    "en-Latn": """
        ing ed tion ions ly ment ness ies ers est ity ive ous al er th ght ay
    """,
    "uz-Latn": """
        ning lar lari larni larning larda dan dagi ni ga da di gan gani lik ligi likni chi si ini ida idan
        idagi iga adi yapti moqda moqchi ib miz ingiz lash lab ladi lgan qa ka ki gi
    """,
    "tk-Latn": """
        yň iň uň üň nyň niň nuň nüň lar ler lary leri laryň leriň yndan inden ynda inde yny ini yna ine da
        de dan den dy di du dü ýar ýär ýarlar ýärler an en yp ip up üp ly li lyk lik luk lük dyr dir jy ji
        nji njy syz siz mak mek
    """,
    "kaa-Cyrl": """
        ның ниң дың диң тың тиң лар лер ға ге қа ыў иў ўы ыўы иўи ыўға иўге лық лик ған ген қан ады еди сы
        си
    """,
    "tt-Cyrl": """
        ның нең лар ләр нар нәр гә кә да дә та тә дан дән тан тән нан нән ган гән кан кән лык лек сы се ы е
        ып еп мый ми ырга ергә рга ргә
    """,
    "uk-Cyrl": """
        ого ому ий ій ою єю ам ям ами ями ах ях ти ся ться ть ла ло ли ів їв ість ості ення ськ ський ська
        ські ї і
    """,
    "be-Cyrl": """
        ага аму ы і ай ую ам ям амі ямі ах ях ць цца ўся лася ла ло лі аў яў асць асці нне ння скі ская скія
    """,
    "bg-Cyrl": """
        та ят ът то те ия ите ата ото ният ната ното ване ение ости ост а ва
    """,
    "mn-Cyrl": """
        ын ийн ны ний аар ээр оор өөр ууд үүд тай тэй той сан сэн сон сөн даг дэг дог дөг на нэ но нө гүй ж
        ч лаа лээ х хад хэд хийн чин тал
    """,
    "tr-Latn": """
        ın in un ün nın nin nun nün lar ler ları leri ğı ği ğu ğü dı di du dü tı ti tu tü mış miş muş müş
        yor ıyor iyor uyor üyor lık lik luk lük dır dir ecek acak ı
    """,
    "az-Latn": """
        ın in un ün nın nin nun nün lar lər ları ləri dı di du dü mış miş muş müş ır ir ur ür lıq lik luq
        lük dır dir dur dür ə də dən
    """,
    "ug-Latn": """
        ning lar ler lari liri gha ghe qa ke din tin ghan gen qan ken ush üsh ish liq lik luq lük mu
    """,
}

_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
# The letters of each alphabet; a language that is not here may have any.
ALPHABETS: dict[str, dict[str, frozenset[str]]] = {
    "Cyrl": {
        "ru": _RUSSIAN,
        "kk": _RUSSIAN | set("әғқңөұүһі"),
        "ky": _RUSSIAN | set("ңөү"),
        "uz": (_RUSSIAN - set("щы")) | set("ўқғҳ"),
        "tg": (_RUSSIAN - set("щы")) | set("ғӣқӯҳҷ"),
        "be": (_RUSSIAN - set("ищъ")) | set("іў"),
        "uk": (_RUSSIAN - set("ёъыэ")) | set("ґєії"),
        "bg": _RUSSIAN - set("ёыэ"),
        "mk": (_RUSSIAN - set("ёйщъыьэюя")) | set("ѓѕјљњќџ"),
        "sr": (_RUSSIAN - set("ёйщъыьэюя")) | set("ђјљњћџ"),
        "mn": _RUSSIAN | set("өү"),
        "tt": _RUSSIAN | set("әөүҗңһ"),
        "ba": _RUSSIAN | set("ғҙҡҫңөүһә"),
        "kaa": _RUSSIAN | set("әғқңөүўҳ"),
        "az": (_RUSSIAN - set("щъьц")) | set("әғҝөүһҹј"),
        "tk": _RUSSIAN | set("җңөүә"),
    },
    "Latn": {
        "en": _LATIN,
        "uz": (_LATIN - set("w")) | set("ʻ"),
        "tk": (_LATIN - set("cqvx")) | set("çäžňöşüý"),
        "tr": (_LATIN - set("qwx")) | set("çğıöşüâîûʻ"),
        "az": (_LATIN - set("w")) | set("çəğıöşü"),
        "crh": (_LATIN - set("wx")) | set("çğıñöşüâ"),
        "kk": _LATIN | set("ıáǵńóúýşñöüä"),
        "ug": (_LATIN - set("c")) | set("céöüʻ"),
    },
}
# The letters that tell: those that not everybody who writes the script has.
SPECIAL_LETTERS = {
    "Cyrl": "әғқңөұүһіўҳӣӯҷєїґђјљњћџѓѕќҙҡҫҗҝҹщыёъэ",
    "Latn": "çäžňöşüýğıəñéáǵńóúßàèêëîïôâûãõąćęłśźżőűčďěřšťůwʻ",
}
